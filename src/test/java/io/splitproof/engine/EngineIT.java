package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Against the real engine. Nothing here touches what other runs own. */
@Tag("engine")
@Isolated
class EngineIT {
    private final List<String> progress = new ArrayList<>();
    private final Engine engine = Engine.connect(Provision.of(System.getenv()), progress::add);
    private final Leases leases = new Leases(engine, Runnable::run);
    private final String run = "engine-it-" + UUID.randomUUID();

    @AfterEach
    void removeOwn() {
        leases.sweepRun(run, progress::add);
        engine.close();
    }

    @Test
    void hasTheDefaultImagesAndFindsThemPresentTheSecondTime() {
        Images images = new Images(engine, Provision.of(System.getenv()), Runnable::run, progress::add);
        List<String> wanted = List.of(Images.REDIS, Images.TOXIPROXY);
        images.resolveAll(wanted);

        List<Image> again = images.resolveAll(wanted);

        assertThat(again).extracting(Image::how).containsOnly(Image.How.PRESENT);
        assertThat(again.get(0).server()).startsWith("redis 7.");
        assertThat(again.get(1).server()).isEqualTo("toxiproxy 2.12.0");
    }

    @Test
    void sweepsWhatADeadOwnerLeftAndNothingElse() {
        String dead = create(
                owned(new Owner(1, "1", Owner.current().boot(), Owner.current().space()), false));
        String kept = create(
                owned(new Owner(1, "1", Owner.current().boot(), Owner.current().space()), true));
        String alive = create(Leases.labels(run, false));

        leases.sweepDead(progress::add);

        assertThat(exists(dead)).isFalse();
        assertThat(exists(kept)).isTrue();
        assertThat(exists(alive)).isTrue();
    }

    @Test
    void removesContainersNetworksAndVolumesOfARun() {
        Map<String, String> labels = Leases.labels(run, true);
        DockerClient client = engine.client();
        create(labels);
        client.createNetworkCmd().withName(run).withLabels(labels).exec();
        client.createVolumeCmd().withName(run).withLabels(labels).exec();

        Swept swept = leases.sweepRun(run, progress::add);

        assertThat(swept).isEqualTo(new Swept(1, 1, 1, List.of()));
        assertThat(leases.runs()).doesNotContain(run);
        assertThat(leases.sweepRun(run, progress::add).isNothing()).isTrue();
    }

    @Test
    void saysWhyAnImageCannotBeHad() {
        Images images = new Images(engine, Provision.NEVER, Runnable::run, progress::add);
        try {
            images.resolve("redis:5.99.99");
            assertThat(false).as("redis:5.99.99 does not exist").isTrue();
        } catch (ImageUnavailable e) {
            assertThat(e).hasMessageContaining("image redis:5.99.99").hasMessageContaining("pull: ");
        }
    }

    private Map<String, String> owned(Owner owner, boolean keep) {
        Map<String, String> labels = new HashMap<>(Leases.labels(run, keep));
        labels.put(Leases.OWNER, owner.label());
        return labels;
    }

    private String create(Map<String, String> labels) {
        Image image = new Images(engine, Provision.of(System.getenv()), Runnable::run, progress::add)
                .resolve(Images.TOXIPROXY);
        return engine.client()
                .createContainerCmd(image.reference())
                .withLabels(labels)
                .exec()
                .getId();
    }

    private boolean exists(String container) {
        try {
            engine.client().inspectContainerCmd(container).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
