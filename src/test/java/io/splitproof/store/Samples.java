package io.splitproof.store;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records filled with made-up values, so that a new component or kind is covered without a new test. */
public final class Samples {
    private Samples() {}

    /** All members of a sealed interface, filled; then all again with nothing in components that may be null. */
    public static List<Object> ofAll(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(c -> java.util.stream.Stream.of(of(c, true), of(c, false)))
                .distinct()
                .toList();
    }

    static Object of(Class<?> record, boolean full) {
        Constructor<?> constructor = Arrays.stream(record.getDeclaredConstructors())
                .filter(c -> c.getParameterCount() == record.getRecordComponents().length)
                .findFirst()
                .orElseThrow();
        AnnotatedType[] types = constructor.getAnnotatedParameterTypes();
        @Nullable Object[] values = new @Nullable Object[types.length];
        for (int i = 0; i < types.length; i++) {
            boolean empty = !full && types[i].isAnnotationPresent(Nullable.class);
            values[i] = empty ? null : value(types[i].getType(), i + 1, full);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a sample of " + record, e);
        }
    }

    private static Object value(Type type, int number, boolean full) {
        if (type instanceof ParameterizedType of) {
            Object element = value(of.getActualTypeArguments()[of.getActualTypeArguments().length - 1], number, full);
            return of.getRawType() == List.class
                    ? List.of(element, element)
                    : of.getRawType() == Set.class ? Set.of(element) : Map.of("b", element, "a", element);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isSealed()) {
            return of(raw.getPermittedSubclasses()[0], full);
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[raw.getEnumConstants().length - 1];
        }
        return raw.isRecord() ? of(raw, full) : simple(raw, number);
    }

    private static Object simple(Class<?> raw, int number) {
        if (raw == String.class) {
            return "text \"" + number + "\" \u00e9\n";
        }
        if (raw == long.class || raw == Long.class) {
            return 1_000_000_000_000L + number;
        }
        if (raw == int.class) {
            return number;
        }
        if (raw == double.class) {
            return number + 0.5;
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return true;
        }
        if (raw == Duration.class) {
            return Duration.ofNanos(1_500_000_000L + number);
        }
        if (raw == Instant.class) {
            return Instant.parse("2026-01-02T03:04:05.678Z");
        }
        throw new AssertionError("no sample of " + raw);
    }
}
