package io.splitproof.scenarios.ha;

import io.splitproof.junit.SplitproofScenario;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** The host that holds the virtual IP dies. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/vip-keepalived.yaml")
class VipKeepalivedIT implements AddressMoves {
    @Override
    public Duration atTheEarliest() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration atTheLatest() {
        return Duration.ofMillis(5500);
    }
}
