package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.history.Event;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryFilesTest {
    private static final String HEADER = "{\"format\":\"splitproof-history\",\"version\":1}\n";
    private static final String BOOT = "{\"e\":\"phase-started\",\"t\":0,\"phase\":\"boot\"}\n";

    private final Path file;

    HistoryFilesTest(@TempDir Path directory) {
        this.file = directory.resolve("history.jsonl");
    }

    static List<Object> everyEvent() {
        return Samples.ofAll(Event.class);
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventComesBackAsItWas(Event event) {
        write(event);
        assertThat(HistoryReader.read(file).history().events()).containsExactly(event);
    }

    @Test
    void everyOutcomeComesBackAsItWas() {
        List<Event> events = new ArrayList<>();
        for (Object outcome : Samples.ofAll(Outcome.class)) {
            events.add(new Event.Completed(events.size(), events.size(), (Outcome) outcome));
        }
        write(events.toArray(Event[]::new));
        assertThat(HistoryReader.read(file).history().events()).isEqualTo(events);
    }

    @Test
    void anEventIsOneCompactLine() throws IOException {
        write(
                new Event.PhaseStarted(0, Phase.BOOT),
                new Event.Invoked(12, 1, "c1", OperationKind.WRITE, "ledger:c1", 1L, 10),
                new Event.Completed(15, 1, new Outcome.Ok(null, "redis-1")));
        assertThat(Files.readString(file))
                .isEqualTo(
                        HEADER
                                + BOOT
                                + "{\"e\":\"invoked\",\"t\":12,\"op\":1,\"client\":\"c1\",\"kind\":\"write\","
                                + "\"key\":\"ledger:c1\",\"value\":1,\"intended\":10}\n"
                                + "{\"e\":\"completed\",\"t\":15,\"op\":1,\"outcome\":{\"kind\":\"ok\",\"node\":\"redis-1\"}}\n");
    }

    @Test
    void equalStringsAreReadAsOne() {
        write(
                new Event.Invoked(1, 1, "c1", OperationKind.READ, "k", null, 1),
                new Event.Invoked(2, 2, "c1", OperationKind.READ, "k", null, 2));
        var invoked = HistoryReader.read(file).history().of(Event.Invoked.class).toList();
        assertThat(invoked.get(0).client()).isSameAs(invoked.get(1).client());
    }

    @Test
    void aHistoryOfNothingButItsHeaderIsEmpty() {
        write();
        assertThat(HistoryReader.read(file).history().events()).isEmpty();
        assertThat(HistoryReader.read(file).truncated()).isFalse();
    }

    @Test
    void aTornLastLineIsLeftOutAndTold() throws IOException {
        Files.writeString(file, HEADER + BOOT + "{\"e\":\"completed\",\"t\":15,\"op\":1,\"outc");
        RecordedHistory recorded = HistoryReader.read(file);
        assertThat(recorded.truncated()).isTrue();
        assertThat(recorded.history().events()).containsExactly(new Event.PhaseStarted(0, Phase.BOOT));
    }

    @Test
    void aLastLineTornInsideALetterIsLeftOut() throws IOException {
        Files.writeString(file, HEADER + BOOT + "{\"e\":\"noted\",\"t\":1,\"text\":\"");
        Files.write(file, new byte[] {(byte) 0xc3}, StandardOpenOption.APPEND);
        assertThat(HistoryReader.read(file).truncated()).isTrue();
    }

    @Test
    void aLastLineThatLacksOnlyItsLineFeedIsRead() throws IOException {
        Files.writeString(file, HEADER + BOOT.strip());
        assertThat(HistoryReader.read(file).history().events()).hasSize(1);
        assertThat(HistoryReader.read(file).truncated()).isFalse();
    }

    @Test
    void everyPrefixOfAHistoryCanBeReadOnceItsHeaderIsThere() throws IOException {
        byte[] whole = (HEADER + BOOT + BOOT).getBytes(StandardCharsets.UTF_8);
        for (int length = HEADER.length(); length <= whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThat(HistoryReader.read(file).history().events()).hasSizeBetween(0, 2);
        }
    }

    @Test
    void aDamagedLineInTheMiddleIsRefusedWithItsNumber() throws IOException {
        Files.writeString(file, HEADER + BOOT + "{\"e\":\"comp\n" + BOOT);
        assertThatThrownBy(() -> HistoryReader.read(file))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageStartingWith(file + ":3: expected an event, but found `{\"e\":\"comp`");
    }

    @Test
    void anOperationWithAMissingFieldIsRefused() throws IOException {
        Files.writeString(file, HEADER + "{\"e\":\"invoked\",\"t\":1,\"op\":1}\n");
        assertThatThrownBy(() -> HistoryReader.read(file))
                .hasMessageContaining(":2: ")
                .hasMessageContaining("a field of \"invoked\" is missing");
    }

    @Test
    void anyOtherEventWithAMissingFieldIsRefused() throws IOException {
        Files.writeString(file, HEADER + "{\"e\":\"fault-proven\",\"t\":1,\"fault\":\"f1\"}\n");
        assertThatThrownBy(() -> HistoryReader.read(file))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageContaining("evidence");
    }

    @Test
    void anUnknownEventIsRefused() throws IOException {
        Files.writeString(file, HEADER + "{\"e\":\"exploded\",\"t\":1}\n");
        assertThatThrownBy(() -> HistoryReader.read(file))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageContaining("exploded");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Files.writeString(file, "");
        assertThatThrownBy(() -> HistoryReader.read(file))
                .isInstanceOf(DamagedRunException.class)
                .hasMessage(file + ": expected a header and events, but the file is empty");
    }

    @Test
    void aFileWithoutHeaderIsRefused() throws IOException {
        Files.writeString(file, BOOT);
        assertThatThrownBy(() -> HistoryReader.read(file))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageContaining(":1: expected the header " + HEADER.strip());
    }

    @Test
    void aHistoryOfAnotherVersionIsRefused() throws IOException {
        Files.writeString(file, HEADER.replace('1', '2'));
        assertThatThrownBy(() -> HistoryReader.read(file))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageContaining("found splitproof-history version 2");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> HistoryReader.read(file)).isInstanceOf(DamagedRunException.class);
    }

    @Test
    void whatIsFlushedCanBeReadWhileTheRunGoesOn() {
        try (var writer = new HistoryWriter(file)) {
            writer.append(new Event.Noted(1, "one"));
            writer.flush();
            assertThat(HistoryReader.read(file).history().events()).hasSize(1);
        }
    }

    @Test
    void eventsAfterTheEndAreCountedAndLeftOut() {
        var writer = new HistoryWriter(file);
        writer.close();
        writer.append(new Event.Noted(1, "late"));
        writer.flush();
        writer.close();
        assertThat(writer.dropped()).isEqualTo(1);
        assertThat(HistoryReader.read(file).history().events()).isEmpty();
    }

    @Test
    void aHistoryIsNeverOverwritten() {
        write();
        assertThatThrownBy(() -> new HistoryWriter(file)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void eventsOfSeveralThreadsKeepTheirLinesWhole() throws InterruptedException {
        try (var writer = new HistoryWriter(file)) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                var thread = new Thread(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        writer.append(new Event.Noted(i, "x".repeat(i % 300)));
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(HistoryReader.read(file).history().events()).hasSize(20_000);
    }

    private void write(Event... events) {
        try (var writer = new HistoryWriter(file)) {
            List.of(events).forEach(writer::append);
        }
    }
}
