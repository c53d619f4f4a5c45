package io.splitproof.scenarios.ha;

import io.splitproof.junit.SplitproofScenario;
import org.junit.jupiter.api.Tag;

/** The two boxes lose sight of each other. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/vip-keepalived-partition.yaml")
class VipKeepalivedPartitionIT implements AddressTwice {
    @Override
    public String inTheEnd() {
        return "box-1";
    }
}
