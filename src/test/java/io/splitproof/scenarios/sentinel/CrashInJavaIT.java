package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Target;
import io.splitproof.junit.ScenarioExtension;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A scenario written in Java instead of YAML, as another project would: its own settings, its own limits. */
@Tag("scenario")
@Tag("smoke")
class CrashInJavaIT {
    @RegisterExtension
    static final ScenarioExtension SCENARIO = ScenarioExtension.of(ScenarioBuilder.named("java/crash")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2", "sentinel-2")
            .box("box-3", "redis-3", "sentinel-3")
            .quorum(2)
            .sentinel("down-after-milliseconds", "2000")
            .sentinel("failover-timeout", "10000")
            .writer("shop", 100)
            .at(Duration.ofSeconds(3), new Fault.Kill(List.of(new Target("primary")), CrashFlavour.PROCESS))
            .until(Duration.ofSeconds(12))
            .build());

    @Test
    void theShopWritesAgainWithinSixSeconds(Outcome outcome) {
        assertThat(outcome)
                .failedOverWithin(Duration.ofSeconds(5))
                .hadNoOutageLongerThan("shop", Duration.ofSeconds(6))
                .hadNoSplitBrain();
    }
}
