package io.splitproof.checker;

import io.splitproof.forecast.NoForecast;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a checker found, or why it could not. A failed checker makes verdicts unknown, never held. */
public record Finding<T>(@Nullable T value, @Nullable String failure) {
    static <T> Finding<T> of(Supplier<T> checker) {
        try {
            return new Finding<>(checker.get(), null);
        } catch (NoForecast e) {
            return new Finding<>(null, e.getMessage());
        } catch (RuntimeException e) {
            return new Finding<>(null, "checker failed: " + e);
        }
    }

    /** The finding; throws IllegalStateException with the reason if there is none. */
    public T get() {
        T found = value;
        if (found == null) {
            throw new IllegalStateException(failure);
        }
        return found;
    }

    public Optional<T> toOptional() {
        return Optional.ofNullable(value);
    }
}
