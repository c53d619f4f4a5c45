package io.splitproof.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkProberTest {
    private static Map<String, List<Integer>> boxes(int... probes) {
        var boxes = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < probes.length; i++) {
            boxes.put("box-" + (i + 1), Collections.nCopies(probes[i], 0));
        }
        return boxes;
    }

    @Test
    void fewProbesGoAtOnce() {
        assertThat(LinkProber.waves(boxes(16, 16, 16), 48)).containsExactly(List.of("box-1", "box-2", "box-3"));
    }

    @Test
    void oneMoreThanTheMachineBearsWaits() {
        assertThat(LinkProber.waves(boxes(24, 24, 1), 48)).containsExactly(List.of("box-1", "box-2"), List.of("box-3"));
    }

    @Test
    void aBoxWithManyGoesAloneAndSendsThemInBatches() {
        assertThat(LinkProber.waves(boxes(2, 356, 2), 48))
                .containsExactly(List.of("box-1"), List.of("box-2"), List.of("box-3"));
    }

    @Test
    void amongManyNodesFewerGoAtOnce() {
        assertThat(LinkProber.atOnce(250)).isEqualTo(48);
        assertThat(LinkProber.atOnce(251)).isEqualTo(24);
        assertThat(LinkProber.waves(boxes(16, 16), LinkProber.atOnce(447)))
                .containsExactly(List.of("box-1"), List.of("box-2"));
    }

    @Test
    void nothingToProbeIsNoWave() {
        assertThat(LinkProber.waves(boxes(), 48)).isEmpty();
    }
}
