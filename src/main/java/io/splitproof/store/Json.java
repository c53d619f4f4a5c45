package io.splitproof.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Duration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Records as JSON, written the same way every time.
 *
 * <p>Names and enum words are in kebab case, components stand in their record's order, maps and sets in order of
 * their keys and elements, times are seconds, and a member of a sealed interface says which it is by {@code kind}. What
 * is written can be read back into an equal record.
 */
public final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new DataIntrospector())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.ORDER_SET_ELEMENTS)
            .addModule(new SimpleModule("times")
                    .addSerializer(Duration.class, new SecondsWriter())
                    .addDeserializer(Duration.class, new SecondsReader()))
            .defaultPrettyPrinter(printer())
            .build();

    /** The same, in one line and without components that are null. */
    static final JsonMapper COMPACT = MAPPER.rebuild()
            .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_NULL))
            .propertyNamingStrategy(new EventNames())
            .build();

    /** The same as {@link #COMPACT}, with names as scripts write them. */
    private static final JsonMapper FOR_SCRIPTS = COMPACT.rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
            .build();

    private Json() {}

    /** The value as indented JSON that ends with a line feed. */
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }

    /** The value in one line, without components that are null, and with names in camel case. */
    public static String forScripts(Object value) {
        return FOR_SCRIPTS.writeValueAsString(value);
    }

    /** Reads what {@link #pretty} wrote; throws JacksonException if it is something else. */
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    private static DefaultPrettyPrinter printer() {
        var lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
    }

    /** Times are nanoseconds throughout a history, and the time of an event is {@code t}. */
    private static final class EventNames extends PropertyNamingStrategies.KebabCaseStrategy {
        private static final long serialVersionUID = 1L;

        @Override
        public String translate(String component) {
            return component.equals("atNanos") ? "t" : super.translate(component.replaceFirst("Nanos$", ""));
        }
    }

    private static final class SecondsWriter extends ValueSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator out, SerializationContext context) {
            BigDecimal seconds = BigDecimal.valueOf(value.getSeconds())
                    .add(BigDecimal.valueOf(value.getNano(), 9))
                    .stripTrailingZeros();
            out.writeNumber(seconds.setScale(Math.max(0, seconds.scale())));
        }
    }

    private static final class SecondsReader extends ValueDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) {
            BigDecimal[] parts = in.getDecimalValue().divideAndRemainder(BigDecimal.ONE);
            return Duration.ofSeconds(
                    parts[0].longValueExact(), parts[1].movePointRight(9).longValueExact());
        }
    }
}
