package io.splitproof.scenarios.ha;

import io.splitproof.junit.SplitproofScenario;
import org.junit.jupiter.api.Tag;

/** keepalived alone dies where the virtual IP is. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/vip-keepalived-daemon-crash.yaml")
class VipKeepalivedDaemonCrashIT implements AddressTwice {
    @Override
    public String inTheEnd() {
        return "box-2";
    }
}
