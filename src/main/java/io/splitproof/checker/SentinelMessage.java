package io.splitproof.checker;

import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.history.History;
import io.splitproof.topology.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Sentinel's Pub/Sub message, taken apart ({@code sentinelEvent} in {@code sentinel.c}).
 *
 * @param group the group it is about; null for those that name none, such as {@code +new-epoch}
 * @param subject the instance it is about; for {@code +switch-master} the new primary
 */
record SentinelMessage(
        long atNanos,
        String sentinel,
        String channel,
        @Nullable String group,
        @Nullable Address subject,
        String payload) {
    static List<SentinelMessage> all(History history) {
        return history.of(SentinelSaid.class).map(SentinelMessage::of).toList();
    }

    static SentinelMessage of(SentinelSaid said) {
        String[] words = said.payload().trim().split(" +", -1);
        String group = null;
        Address subject = null;
        if (said.channel().equals("+switch-master") && words.length >= 5) {
            group = words[0];
            subject = address(words[3], words[4]);
        } else if (words.length >= 4 && words[0].equals("master")) {
            group = words[1];
            subject = address(words[2], words[3]);
        } else if (words.length >= 6 && words[4].equals("@")) {
            group = words[5];
            subject = address(words[2], words[3]);
        }
        return new SentinelMessage(said.atNanos(), said.sentinel(), said.channel(), group, subject, said.payload());
    }

    private static @Nullable Address address(String host, String port) {
        try {
            return new Address(host, Integer.parseInt(port));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    boolean is(String name) {
        return channel.equals(name);
    }

    /** True of messages about the primary itself: {@code master <group> ...}. */
    boolean isAboutPrimary() {
        return payload.startsWith("master ");
    }
}
