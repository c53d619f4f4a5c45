package io.splitproof;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.history.Event;
import io.splitproof.history.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture as tables. A change of direction, or a new library, is a change of this file. */
class ArchitectureTest {
    private static final String ROOT = "io.splitproof";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Data and functions of data; everything else acts on the world or wires. */
    private static final String PURE = "topology fault history literal workload forecast checker scenario";

    private static final String RUNNING = PURE + " engine deployment nemesis client probe";
    private static final String JUDGED = RUNNING + " run statistics report store";

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("topology", names("")),
            entry("fault", names("topology")),
            entry("history", names("topology fault")),
            entry("literal", names("")),
            entry("workload", names("topology history")),
            entry("forecast", names("topology fault")),
            entry("checker", names("topology fault history literal workload forecast")),
            entry("scenario", names("topology fault history literal workload forecast checker")),
            // Pure above, effects and libraries below.
            entry("statistics", names("")),
            entry("report", names(PURE + " statistics")),
            entry("store", names(PURE)),
            entry("engine", names("")),
            entry("deployment", names("topology literal engine")),
            entry("nemesis", names("topology fault history deployment")),
            entry("client", names("topology history workload deployment")),
            entry("probe", names("topology fault history deployment")),
            entry("run", names(RUNNING)),
            entry("trial", names(JUDGED)),
            entry("lab", names(JUDGED + " trial")),
            entry("cli", names(JUDGED + " trial lab")),
            entry("junit", names(JUDGED + " trial")));

    /** Packages of libraries, and who may know them. What is in neither column is used by nobody. */
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            entry("org.testcontainers", names("engine deployment")),
            entry("com.github.dockerjava", names("engine deployment")),
            entry("org.apache.commons.compress", names("deployment")),
            entry("org.apache.commons.statistics", names("statistics")),
            entry("java.net.http", names("deployment")),
            entry("org.eclipse.jetty", names("lab")),
            entry("io.lettuce", names("client probe run")),
            entry("org.awaitility", names("run")),
            entry("tools.jackson", names("store")),
            entry("com.fasterxml.jackson", names("store")),
            entry("org.snakeyaml", names("store")),
            entry("com.networknt", names("store")),
            entry("io.pebbletemplates", names("report")),
            entry("javax.xml", names("report")),
            entry("picocli", names("cli")),
            entry("org.jline", names("cli")),
            entry("org.junit", names("junit")),
            entry("org.assertj", names("junit")));

    /** Concurrency that makes no thread. */
    private static final Set<Class<?>> HARMLESS = Set.of(
            Executor.class,
            Callable.class,
            CompletableFuture.class,
            CompletionStage.class,
            CompletionException.class,
            ExecutionException.class,
            TimeoutException.class,
            CancellationException.class,
            TimeUnit.class,
            ThreadLocalRandom.class,
            ConcurrentHashMap.class,
            LockSupport.class);

    /** Classes that ask again and again, each for milliseconds and within a limit, what nothing announces. */
    private static final Set<String> POLLING =
            Set.of("deployment.BoxProxies", "nemesis.ClockEffects", "nemesis.ProcessEffects", "probe.SentinelWatch");

    /** Classes that use a lock which a library made, since that library draws under it. */
    private static final Set<String> SHARING = Set.of("cli.LabEditor");

    private static Set<String> names(String words) {
        return words.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(words.split(" ")));
    }

    private static String[] in(Set<String> packages) {
        return packages.stream().map(p -> ROOT + "." + p + "..").toArray(String[]::new);
    }

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().sorted();
    }

    static Stream<String> libraries() {
        return LIBRARIES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyThePackagesInTheTable(String name) {
        var allowed = new TreeSet<>(MAY_USE.get(name));
        allowed.add(name);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(in(allowed)))))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void isKnownOnlyToThePackagesInTheTable(String library) {
        noClasses()
                .that()
                .resideOutsideOfPackages(in(LIBRARIES.get(library)))
                .should()
                .dependOnClassesThat(resideInAPackage(library + ".."))
                .check(MAIN);
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(MAY_USE.keySet()).containsAll(actualPackages());
    }

    @Test
    void everyLibraryIsInTheTable() {
        var known = Stream.concat(
                        Stream.of(ROOT, "java", "com.sun.management", "org.jspecify"), LIBRARIES.keySet().stream())
                .map(p -> p + "..")
                .toArray(String[]::new);
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known).or(describe("primitive", ArchitectureTest::isBasic)))
                .check(MAIN);
    }

    @Test
    void documentShowsTheSameTable() throws IOException {
        var row = Pattern.compile("^\\| `(\\w+)` \\| .* \\| (.*) \\|$", Pattern.MULTILINE);
        var shown = new TreeMap<String, Set<String>>();
        row.matcher(Files.readString(Path.of("ARCHITECTURE.md")))
                .results()
                .forEach(r -> shown.put(r.group(1), named(r.group(1), r.group(2))));

        assertThat(shown).isEqualTo(new TreeMap<>(MAY_USE));
    }

    /** What a cell of the document's table allows, in its own shorthand. */
    private static Set<String> named(String name, String cell) {
        if (cell.equals("–")) {
            return Set.of();
        } else if (!cell.startsWith("all but ")) {
            return words(cell.replace("all pure", PURE.replace(" ", ", ")));
        }
        var all = new TreeSet<>(MAY_USE.keySet());
        all.removeAll(words(cell.substring("all but ".length())));
        all.remove(name);
        return all;
    }

    private static Set<String> words(String list) {
        return Set.copyOf(Arrays.asList(list.split(", ")));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = actualPackages().stream()
                .filter(p -> !MAIN.getPackage(ROOT + "." + p).isAnnotatedWith(NullMarked.class))
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void pureCoreUsesOnlyTheJdk() {
        classes()
                .that()
                .resideInAnyPackage(in(names(PURE)))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(in(names(PURE)))
                        .or(resideInAnyPackage(
                                "java.lang",
                                "java.lang.annotation",
                                "java.lang.invoke",
                                "java.lang.runtime",
                                "java.math",
                                "java.time..",
                                "java.util",
                                "java.util.function",
                                "java.util.regex",
                                "java.util.stream",
                                "org.jspecify.."))
                        .or(describe("primitive", ArchitectureTest::isBasic)))
                .because("a recorded run is judged again on any machine, from its directory alone")
                .check(MAIN);
    }

    @Test
    void pureCoreReadsNoClockAndDrawsNoChance() {
        noClasses()
                .that()
                .resideInAnyPackage(in(names(PURE)))
                .should()
                .accessTargetWhere(target("reads a clock", t -> isClock(t) || isChance(t)))
                .because("the same recording has the same verdict, whenever it is judged")
                .check(MAIN);
    }

    @Test
    void whoStampsEventsReadsNoClockButTheRunClock() {
        noClasses()
                .that(describe("make events", ArchitectureTest::makesEvents))
                .should()
                .accessTargetWhere(target("reads the machine's clock", ArchitectureTest::isClock))
                .because("a history holds scenario time alone, and history.Clock is the one place that converts")
                .check(MAIN);
    }

    private static boolean makesEvents(JavaClass type) {
        return type.getConstructorCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isAssignableTo(Event.class));
    }

    @Test
    void realTimeStaysWhereARunWaits() {
        noClasses()
                .that()
                .resideInAnyPackage(in(names("topology fault workload forecast checker scenario report store")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RealTime.class)
                .because("scenarios, forecasts, verdicts and reports speak of scenario time")
                .check(MAIN);
    }

    private static boolean isClock(AccessTarget target) {
        boolean javaTime = target.getOwner().getPackageName().equals("java.time");
        return is(target, System.class, "nanoTime", "currentTimeMillis")
                || target.getOwner().isEquivalentTo(Clock.class)
                || (javaTime && target.getName().equals("now"));
    }

    private static boolean isChance(AccessTarget target) {
        boolean unseeded =
                is(target, Random.class, "<init>") && parameters(target).isEmpty();
        return unseeded || is(target, Math.class, "random") || is(target, UUID.class, "randomUUID");
    }

    @Test
    void onlyRunMakesThreads() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".run..")
                .should()
                .accessTargetWhere(target("makes a thread", ArchitectureTest::makesThread))
                .orShould()
                .beAssignableTo(Thread.class)
                .because("others are handed a bounded executor by run.Threads")
                .check(MAIN);
    }

    private static boolean makesThread(AccessTarget target) {
        JavaClass owner = target.getOwner();
        boolean pool = owner.isAssignableTo(ExecutorService.class) || owner.isAssignableTo(Timer.class);
        boolean made = target.getName().equals("<init>") && (pool || owner.isAssignableTo(Thread.class));
        boolean handed = owner.isEquivalentTo(Executors.class) || owner.isEquivalentTo(ForkJoinPool.class);
        boolean parallel = target.getName().equals("parallelStream")
                || (owner.isAssignableTo(BaseStream.class) && target.getName().equals("parallel"));
        return made
                || handed
                || parallel
                || is(target, Runtime.class, "addShutdownHook")
                || isOnTheCommonPool(target)
                || isLettuceWithThreadsOfItsOwn(target);
    }

    private static boolean isOnTheCommonPool(AccessTarget target) {
        return target.getOwner().isAssignableTo(CompletionStage.class)
                && target.getName().endsWith("Async")
                && !parameters(target).contains("Executor");
    }

    private static boolean isLettuceWithThreadsOfItsOwn(AccessTarget target) {
        return target.getOwner().isEquivalentTo(DefaultClientResources.class)
                || (is(target, RedisClient.class, "create")
                        && !parameters(target).contains("ClientResources"));
    }

    @Test
    void concurrencyOutsideRunIsHarmless() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".run..")
                .and(describe("share no library's lock", c -> !SHARING.contains(relativeName(c))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.concurrent", "java.util.concurrent.locks")
                        .and(describe("not harmless", c -> !isHarmless(c))))
                .because("what threads share is decided where threads are made")
                .check(MAIN);
    }

    /** ThreadPoolExecutor is what run.Threads hands out: whoever owns one also shuts it down. */
    private static boolean isHarmless(JavaClass type) {
        return type.isEquivalentTo(ThreadPoolExecutor.class)
                || HARMLESS.stream().anyMatch(type::isEquivalentTo);
    }

    @Test
    void onlyRunWaits() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".run..")
                .and(describe("do not poll", c -> !POLLING.contains(relativeName(c))))
                .should()
                .accessTargetWhere(target("waits", ArchitectureTest::waits))
                .check(MAIN);
    }

    private static boolean waits(AccessTarget target) {
        return is(target, Thread.class, "sleep")
                || is(target, TimeUnit.class, "sleep")
                || target.getOwner().isEquivalentTo(LockSupport.class);
    }

    @Test
    void onlyTheRimPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in(names("cli junit")))
                .should()
                .accessTargetWhere(target("prints", t -> is(t, System.class, "out", "err")))
                .check(MAIN);
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .accessTargetWhere(target(
                        "ends the process", t -> is(t, System.class, "exit") || is(t, Runtime.class, "halt", "exit")))
                .check(MAIN);
    }

    @Test
    void namesAreNouns() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Handler|Impl)")
                .because("such a name hides a noun that was not found yet")
                .check(MAIN);
    }

    private static DescribedPredicate<JavaAccess<?>> target(String words, Predicate<AccessTarget> test) {
        return describe(words, access -> test.test(access.getTarget()));
    }

    private static boolean is(AccessTarget target, Class<?> owner, String... names) {
        return target.getOwner().isEquivalentTo(owner) && List.of(names).contains(target.getName());
    }

    /** Simple names of a call's parameters. */
    private static List<String> parameters(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget call
                ? call.getRawParameterTypes().stream()
                        .map(JavaClass::getSimpleName)
                        .toList()
                : List.of();
    }

    private static boolean isBasic(JavaClass type) {
        JavaClass element = type.isArray() ? type.getBaseComponentType() : type;
        return element.isPrimitive();
    }

    private static String relativeName(JavaClass type) {
        return type.getName().substring(ROOT.length() + 1);
    }

    private static Set<String> actualPackages() {
        return MAIN.stream()
                .map(c -> c.getPackageName().equals(ROOT)
                        ? ""
                        : c.getPackageName().substring(ROOT.length() + 1))
                .map(p -> p.replaceFirst("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
