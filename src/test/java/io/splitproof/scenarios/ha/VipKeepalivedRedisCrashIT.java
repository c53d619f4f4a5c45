package io.splitproof.scenarios.ha;

import io.splitproof.junit.SplitproofScenario;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** Redis dies, and its host lives. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/vip-keepalived-redis-crash.yaml")
class VipKeepalivedRedisCrashIT implements AddressMoves {
    @Override
    public Duration atTheEarliest() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration atTheLatest() {
        return Duration.ofMillis(4500);
    }
}
