package io.splitproof.literal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EditTest {
    private final Map<String, String> files = Map.of("a.conf", "port 1\nauth ${REDIS_PASSWORD}\nport 1\n");

    @Test
    void aTextIsReplacedWhereverItStands() {
        var edit = new Edit.Replace("a.conf", "port 1", "port 2");
        assertThat(edit.applied(files)).containsEntry("a.conf", "port 2\nauth ${REDIS_PASSWORD}\nport 2\n");
        assertThat(edit.describe()).isEqualTo("--- a.conf\n-port 1\n+port 2");
    }

    @Test
    void aRepairThatChangesNothingHasAnObstacle() {
        assertThat(new Edit.Replace("a.conf", "port 3", "").obstacle(files)).isPresent();
        assertThat(new Edit.Replace("b.conf", "port 1", "").obstacle(files)).isPresent();
        assertThat(new Edit.Copy("b.conf", "c.conf").obstacle(files)).isPresent();
        assertThat(new Edit.Create("a.conf", "").obstacle(files)).isPresent();
        assertThat(new Edit.Render("a.conf").obstacle(files)).isEmpty();
    }

    /** The password itself is put in only where the file is written for the containers. */
    @Test
    void aRenderedFileHoldsAMarkInPlaceOfThePassword() {
        assertThat(new Edit.Render("a.conf").applied(files).get("a.conf"))
                .contains("auth " + Edit.Render.PASSWORD)
                .doesNotContain("${");
    }

    @Test
    void aCopyAndANewFileAreThereAfterwards() {
        assertThat(new Edit.Copy("a.conf", "x/a.conf").applied(files)).containsKeys("a.conf", "x/a.conf");
        assertThat(new Edit.Create("n.conf", "port 3").applied(files)).containsEntry("n.conf", "port 3");
    }
}
