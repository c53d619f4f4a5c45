package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    /** printf rootless | sha256sum, which is how Docker names a context's directory. */
    private static final String ROOTLESS = "12b961af5feb3e9d39f93b2cefb9a1a944f18d02cca0cac2f04f5a982240605f";

    @TempDir
    Path root = Path.of("");

    @Test
    void triesOnlyTheEngineThatDockerHostNames() {
        Machine machine = Machines.debian(root, Machines.ROOT, Map.of("DOCKER_HOST", "tcp://build-box:2375"));

        assertThat(Endpoints.of(machine))
                .containsExactly(new Endpoint(URI.create("tcp://build-box:2375"), "DOCKER_HOST"));
    }

    @Test
    void triesOnlyTheEngineOfTheCurrentContext() throws Exception {
        Machine machine = Machines.debian(root, Machines.USER, Map.of());
        Machines.write(
                machine.home().resolve(".docker/config.json"), "{\"auths\":{}, \"currentContext\": \"rootless\"}");
        Machines.write(
                machine.home().resolve(".docker/contexts/meta/" + ROOTLESS + "/meta.json"),
                "{\"Name\":\"rootless\",\"Endpoints\":{\"docker\":{\"Host\":\"unix:///run/user/1000/docker.sock\"}}}");

        assertThat(Endpoints.of(machine))
                .containsExactly(
                        new Endpoint(URI.create("unix:///run/user/1000/docker.sock"), "docker context rootless"));
    }

    @Test
    void triesTheUsualSocketsOfDockerAndPodman() {
        Machine machine = Machines.debian(root, Machines.USER, Map.of());

        assertThat(Endpoints.of(machine))
                .extracting(endpoint ->
                        root.relativize(Path.of(endpoint.uri().getPath())).toString())
                .startsWith("var/run/docker.sock", "run/user/1000/docker.sock")
                .contains("run/user/1000/podman/podman.sock", "run/podman/podman.sock");
    }

    @Test
    void saysWhatAnAddressShouldLookLike() {
        Machine machine = Machines.debian(root, Machines.ROOT, Map.of("DOCKER_HOST", "build box"));

        assertThatThrownBy(() -> Endpoints.of(machine))
                .isInstanceOf(EngineUnavailable.class)
                .hasMessageContaining("unix:///var/run/docker.sock")
                .hasMessageContaining("\"build box\"");
    }

    @Test
    void saysWhichFileAContextLacks() {
        Machine machine = Machines.debian(root, Machines.ROOT, Map.of("DOCKER_CONTEXT", "gone"));

        assertThatThrownBy(() -> Endpoints.of(machine))
                .isInstanceOf(EngineUnavailable.class)
                .hasMessageContaining("docker context \"gone\"")
                .hasMessageContaining("meta.json");
    }

    @Test
    void publishesPortsOfALocalEngineOnLoopback() {
        assertThat(new Endpoint(URI.create("unix:///run/podman/podman.sock"), "").host())
                .isEqualTo("127.0.0.1");
        assertThat(new Endpoint(URI.create("tcp://build-box:2375"), "").host()).isEqualTo("build-box");
    }
}
