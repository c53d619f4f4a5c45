package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ListVolumesResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is swept, and what is said of that, by an engine that does not do as it is told. */
class LeasesTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String DEAD =
            new Owner(1, "1", Owner.current().boot(), Owner.current().space()).label();

    private final List<String> removed = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    private Leases leases(String owner) {
        var endpoint = new Endpoint(URI.create("unix:///nowhere"), "a test");
        try {
            var constructor = Engine.class.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            var engine = Engine.class.cast(constructor.newInstance(null, endpoint, null, client(owner)));
            return new Leases(engine, Runnable::run);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("io.splitproof.engine.Engine has changed its constructor", e);
        }
    }

    /** Of three containers the engine never answers about the first; the third is gone already. */
    private DockerClient client(String owner) {
        return proxy(DockerClient.class, (method, args) -> switch (method.getName()) {
            case "listContainersCmd" ->
                command(
                        method,
                        () -> List.of(
                                container("hung", owner), container("ordinary", owner), container("gone", owner)));
            case "listNetworksCmd" -> command(method, () -> List.<Network>of());
            case "listVolumesCmd" ->
                command(method, () -> JSON.readValue("{\"Volumes\":[]}", ListVolumesResponse.class));
            case "removeContainerCmd" -> command(method, () -> remove(String.valueOf(args[0])));
            default -> throw new AssertionError("this engine knows nothing of " + method.getName());
        });
    }

    private static Container container(String name, String owner) {
        return JSON.readValue(
                "{\"Id\":\"id-" + name + "\",\"Names\":[\"/splitproof-1f3a-" + name + "\"],\"Labels\":{\"" + Leases.RUN
                        + "\":\"1f3a\",\"" + Leases.OWNER + "\":\"" + owner + "\"}}",
                Container.class);
    }

    private @Nullable Object remove(String id) {
        if (id.equals("id-hung")) {
            throw new IllegalStateException(new SocketTimeoutException("Read timed out"));
        } else if (id.equals("id-gone")) {
            throw new NotFoundException("No such container");
        }
        removed.add(id);
        return null;
    }

    private interface Call {
        @Nullable
        Object now();
    }

    private static Object command(Method made, Call call) {
        return proxy(made.getReturnType(), (method, args) -> method.getName().equals("exec") ? call.now() : SELF);
    }

    private interface Answer {
        @Nullable
        Object to(Method method, Object[] args);
    }

    private static final Object SELF = new Object();

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                LeasesTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    Object result = answer.to(method, args == null ? new Object[0] : args);
                    return result == SELF ? self : result;
                }));
    }

    @Test
    void whatTheEngineNeverAnswersAboutIsNamedAndTheOthersGo() {
        Swept swept = leases(DEAD).sweepDead(said::add);

        assertThat(removed).containsExactly("id-ordinary");
        assertThat(swept.containers()).isEqualTo(2);
        assertThat(swept.failures())
                .singleElement()
                .asString()
                .startsWith("splitproof-1f3a-hung: the engine did not answer");
        assertThat(said).singleElement().asString().contains("could not remove splitproof-1f3a-hung");
    }

    @Test
    void whatThisProcessMadeIsKnownByName() {
        assertThat(leases(Owner.current().label()).ofThisProcess())
                .containsExactly("splitproof-1f3a-hung", "splitproof-1f3a-ordinary", "splitproof-1f3a-gone");
        assertThat(leases(DEAD).ofThisProcess()).isEmpty();
    }

    @Test
    void aLivingOwnersThingsStay() {
        assertThat(leases(Owner.current().label()).sweepDead(said::add).isNothing())
                .isTrue();
        assertThat(removed).isEmpty();
        assertThat(said).isEmpty();
    }
}
