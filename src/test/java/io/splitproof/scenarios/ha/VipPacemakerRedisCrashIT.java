package io.splitproof.scenarios.ha;

import io.splitproof.junit.SplitproofScenario;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** Redis dies, and its host lives. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/vip-pacemaker-redis-crash.yaml")
class VipPacemakerRedisCrashIT implements AddressMoves {
    @Override
    public Duration atTheEarliest() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration atTheLatest() {
        return Duration.ofMillis(6500);
    }
}
