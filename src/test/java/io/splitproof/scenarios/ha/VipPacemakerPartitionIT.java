package io.splitproof.scenarios.ha;

import io.splitproof.junit.SplitproofScenario;
import org.junit.jupiter.api.Tag;

/** The two members lose sight of each other, without fencing. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/vip-pacemaker-partition.yaml")
class VipPacemakerPartitionIT implements AddressTwice {
    @Override
    public String inTheEnd() {
        return "box-1";
    }
}
