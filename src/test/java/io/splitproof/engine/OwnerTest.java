package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OwnerTest {
    private final Owner here = Owner.current();

    @Test
    void seesItselfAlive() {
        assertThat(Owner.life(here.label(), here, true)).isEqualTo(Owner.Life.ALIVE);
    }

    @Test
    void seesAnEarlierProcessWithTheSamePidDead() {
        Owner earlier = new Owner(here.pid(), "1", here.boot(), here.space());

        assertThat(Owner.life(earlier.label(), here, true)).isEqualTo(Owner.Life.DEAD);
    }

    @Test
    void seesAnEndedProcessDead() throws Exception {
        Process process = new ProcessBuilder("sleep", "30").start();
        Owner owner = new Owner(process.pid(), Owner.startOf(process.pid()), here.boot(), here.space());
        assertThat(Owner.life(owner.label(), here, true)).isEqualTo(Owner.Life.ALIVE);

        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(Owner.life(owner.label(), here, true)).isEqualTo(Owner.Life.DEAD);
    }

    @Test
    void seesAnOwnerOfAnEarlierBootDeadOnlyOnTheMachinesOwnEngine() {
        Owner earlier = new Owner(here.pid(), here.start(), "another-boot", here.space());

        assertThat(Owner.life(earlier.label(), here, true)).isEqualTo(Owner.Life.DEAD);
        assertThat(Owner.life(earlier.label(), here, false)).isEqualTo(Owner.Life.FOREIGN);
    }

    @Test
    void leavesWhatItCannotSeeAlone() {
        Owner neighbour = new Owner(1, "1", here.boot(), "pid:[42]");

        assertThat(Owner.life(neighbour.label(), here, true)).isEqualTo(Owner.Life.FOREIGN);
        assertThat(Owner.life("", here, true)).isEqualTo(Owner.Life.FOREIGN);
    }
}
