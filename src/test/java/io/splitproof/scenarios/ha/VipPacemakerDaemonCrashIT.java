package io.splitproof.scenarios.ha;

import io.splitproof.junit.SplitproofScenario;
import org.junit.jupiter.api.Tag;

/** Pacemaker and corosync alone die where the virtual IP is. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/vip-pacemaker-daemon-crash.yaml")
class VipPacemakerDaemonCrashIT implements AddressTwice {
    @Override
    public String inTheEnd() {
        return "box-2";
    }
}
