package io.splitproof.client;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Secret;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The databases of a topology, asked past every proxy. */
public final class Databases {
    private final Deployment deployment;
    private final Secret secret;

    public Databases(Deployment deployment, Secret secret) {
        this.deployment = deployment;
        this.secret = secret;
    }

    /**
     * Which database does not answer yet, in words; empty if all do.
     *
     * @param dead nodes for which nobody waits
     */
    public Optional<String> missing(Set<String> dead) {
        return deployment.topology().nodes().stream()
                .filter(n -> n.kind() == NodeKind.POSTGRES && !dead.contains(n.name()))
                .flatMap(n -> missing(n).stream())
                .findFirst();
    }

    private Optional<String> missing(Node node) {
        try (var connection = Postgres.connect(deployment.observe(node), secret);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM entries")) {
            return rows.next() ? Optional.empty() : Optional.of(node.name() + " has no answer to a query");
        } catch (SQLException e) {
            return Optional.of(node.name() + " does not answer: " + e.getMessage());
        }
    }
}
