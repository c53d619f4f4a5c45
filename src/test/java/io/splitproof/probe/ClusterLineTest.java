package io.splitproof.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.splitproof.topology.Address;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterLineTest {
    private static final String PRIMARY =
            "aa 127.0.0.1:6379@16379 myself,master - 0 1700000000000 7 connected 0-5460 [93-<-bb]";

    private static ClusterLine line(String text) {
        return ClusterLine.parse(text + "\n").get(0);
    }

    @Test
    void aPrimaryHasItsSlotsWithoutThoseUnderWay() {
        ClusterLine line = line(PRIMARY);
        assertThat(line.address()).contains(new Address("127.0.0.1", 6379));
        assertThat(line.flags()).containsExactly("myself", "master");
        assertThat(line.primaryId()).isNull();
        assertThat(line.slots()).isEqualTo("0-5460");
        assertThat(line.migrates()).isTrue();
    }

    @Test
    void aReplicaNamesItsPrimaryAndAHostNameIsLeftOut() {
        ClusterLine line = line("bb 127.0.0.4:6379@16379,host slave,fail? aa 5 6 7 disconnected");
        assertThat(line.primaryId()).isEqualTo("aa");
        assertThat(line.is("fail?")).isTrue();
        assertThat(line.is("fail")).isFalse();
        assertThat(line.link()).isEqualTo("disconnected");
        assertThat(line.slots()).isEmpty();
    }

    @Test
    void timesOfPingsMakeNoDifference() {
        assertThat(line(PRIMARY.replace("0 1700000000000", "5 1700000000100"))).isEqualTo(line(PRIMARY));
        assertThat(line(PRIMARY.replace(" 7 connected", " 8 connected"))).isNotEqualTo(line(PRIMARY));
    }

    @Test
    void aNodeWithoutAnAddressHasNone() {
        assertThat(line("bb :0@0 master,noaddr - 0 0 7 disconnected").address()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"0-5460,5461", "'0-99 200 300-301',103", "'',0"})
    void slotsAreCounted(String slots, int count) {
        assertThat(line("aa 127.0.0.1:6379@16379 master - 0 0 7 connected " + slots)
                        .slotCount())
                .isEqualTo(count);
    }

    @Test
    void anythingElseIsNoLine() {
        assertThatIllegalArgumentException().isThrownBy(() -> ClusterLine.parse("ERR no cluster"));
    }
}
