package io.splitproof.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.splitproof.checker.Finding;
import io.splitproof.history.Event;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Lets pure records be read and written without annotations of Jackson on them.
 *
 * <p>A member of a sealed interface says which one it is, in kebab case; a component is required unless it is {@code
 * @Nullable}, so that a field missing from a file is told rather than read as null.
 */
final class DataIntrospector extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final Set<Class<?>> OPTIONAL = Set.of(List.class, Finding.class);

    /** The word for a member of a sealed interface, such as {@code one-way-cut}. */
    static String word(Class<?> member) {
        return member.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        Class<?> sealed = annotated instanceof AnnotatedClass ? sealedOf(annotated.getRawType()) : null;
        if (sealed == null) {
            return super.findPolymorphicTypeInfo(config, annotated);
        }
        String property = sealed == Event.class ? "e" : "kind";
        return JsonTypeInfo.Value.construct(
                JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, property, null, false, true, null);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        Class<?> type = annotated.getRawType();
        if (!type.isSealed()) {
            return super.findSubtypes(config, annotated);
        }
        return Arrays.stream(type.getPermittedSubclasses())
                .map(member -> new NamedType(member, word(member)))
                .toList();
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass annotated) {
        Class<?> type = annotated.getRawType();
        return sealedOf(type) != null && !type.isSealed() ? word(type) : super.findTypeName(config, annotated);
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter
                && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
                && member.getDeclaringClass().isRecord()) {
            AnnotatedType[] types = constructor.getAnnotatedParameterTypes();
            return !types[parameter.getIndex()].isAnnotationPresent(Nullable.class);
        }
        return super.hasRequiredMarker(config, member);
    }

    /** What may be missing is left out where it is, so that what was written before it existed stays the same. */
    @Override
    public JsonInclude.Value findPropertyInclusion(MapperConfig<?> config, Annotated annotated) {
        AnnotatedType type = annotated.getAnnotated() instanceof Method getter
                ? getter.getAnnotatedReturnType()
                : annotated.getAnnotated() instanceof Field field ? field.getAnnotatedType() : null;
        return type != null && type.isAnnotationPresent(Nullable.class) && OPTIONAL.contains(annotated.getRawType())
                ? JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS)
                : super.findPropertyInclusion(config, annotated);
    }

    private static @Nullable Class<?> sealedOf(Class<?> type) {
        if (type.isSealed() && type.isInterface()) {
            return type;
        }
        return Arrays.stream(type.getInterfaces())
                .filter(Class::isSealed)
                .findFirst()
                .orElse(null);
    }
}
