package io.splitproof.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.splitproof.checker.Claim;
import io.splitproof.checker.ClaimFinding;
import io.splitproof.checker.Judge;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Result;
import io.splitproof.checker.Verdict;
import io.splitproof.history.History;
import io.splitproof.store.ScenarioFiles;
import java.io.File;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JunitXmlTest {
    private static final Judgement EMPTY = empty();

    private static Judgement empty() {
        var scenario = ScenarioFiles.read(Path.of("scenarios/known-bad/no-gate.yaml"));
        return Judge.judge(scenario.evidence(new History(List.of())), List.of(), null);
    }

    private static Judgement judgement(Result result, @Nullable ClaimFinding claim, Verdict... verdicts) {
        return new Judgement(EMPTY.assumptions(), EMPTY.findings(), List.of(verdicts), claim, result);
    }

    private static Verdict verdict(Result result, String measured) {
        return new Verdict("no-lost-writes", "No acknowledged write is lost.", result, measured, List.of("First: 7"));
    }

    private static JunitXml.Suite suite(Judgement judgement) {
        return new JunitXml.Suite(
                "sentinel/crash",
                "2026-11-23T09:26:43.748Z",
                31.4159,
                Map.of("splitproof.seed", "7"),
                judgement,
                "./splitproof run scenarios/sentinel/crash.yaml");
    }

    /** Parses the page and holds it against the shape that Surefire and Jenkins share. */
    private static Element parsed(JunitXml.Suite... suites) throws Exception {
        String xml = JunitXml.render(List.of(suites));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new File("src/test/resources/junit-shape.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static Element only(Element around, String name) {
        assertThat(around.getElementsByTagName(name).getLength()).as(name).isOne();
        return (Element) around.getElementsByTagName(name).item(0);
    }

    @Test
    void whatHeldPassesWithItsMeasurement() throws Exception {
        Element suite = parsed(suite(judgement(Result.HELD, null, verdict(Result.HELD, "0 of 5,210 are lost"))));
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("name")).isEqualTo("sentinel/crash");
        assertThat(suite.getAttribute("time")).isEqualTo("31.416");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-23T09:26:43");
        assertThat(counts(suite)).isEqualTo("1 tests, 0 failures, 0 errors, 0 skipped");
        assertThat(only(suite, "testcase").getAttribute("classname")).isEqualTo("sentinel.crash");
        assertThat(only(suite, "system-out").getTextContent()).contains("0 of 5,210 are lost", "First: 7");
        assertThat(only(suite, "property").getAttribute("value")).isEqualTo("7");
    }

    @Test
    void whatIsViolatedFailsWithItsSentenceAndTheCommand() throws Exception {
        Element suite = parsed(suite(judgement(Result.VIOLATED, null, verdict(Result.VIOLATED, "41 are lost"))));
        assertThat(counts(suite)).isEqualTo("1 tests, 1 failures, 0 errors, 0 skipped");
        Element failure = only(suite, "failure");
        assertThat(failure.getAttribute("message")).isEqualTo("41 are lost");
        assertThat(failure.getTextContent()).contains("First: 7", "./splitproof run scenarios/sentinel/crash.yaml");
    }

    @Test
    void whatIsUnknownIsAnErrorAndNoPass() throws Exception {
        Element suite = parsed(suite(judgement(Result.UNKNOWN, null, verdict(Result.UNKNOWN, "no final read"))));
        assertThat(counts(suite)).isEqualTo("1 tests, 0 failures, 1 errors, 0 skipped");
        assertThat(only(suite, "error").getAttribute("message")).isEqualTo("no final read");
    }

    @ParameterizedTest
    @EnumSource(Claim.Finding.class)
    void aClaimFailsNoBuildAndPassesOnlyWhereItIsConfirmed(Claim.Finding finding) throws Exception {
        var claim = new ClaimFinding("It stops in 10 s.", finding, "it stopped after 12 s", List.of());
        Element suite = parsed(suite(judgement(Result.HELD, claim, verdict(Result.HELD, "0 lost"))));
        boolean confirmed = finding.name().startsWith("CONFIRMED");
        assertThat(counts(suite)).isEqualTo("2 tests, 0 failures, 0 errors, " + (confirmed ? 0 : 1) + " skipped");
        if (!confirmed) {
            assertThat(only(suite, "skipped").getAttribute("message")).endsWith(": it stopped after 12 s");
        }
    }

    @Test
    void aRunWithoutObjectivesIsATestOfItsAssumptions() throws Exception {
        Element suite = parsed(suite(EMPTY));
        assertThat(counts(suite)).isEqualTo("1 tests, 0 failures, 1 errors, 0 skipped");
        assertThat(only(suite, "error").getAttribute("message")).isNotEmpty();
    }

    @Test
    void repeatsAreSuitesOfOneFile() throws Exception {
        var one = suite(judgement(Result.HELD, null, verdict(Result.HELD, "0 lost")));
        Element suites = parsed(one, one, one);
        assertThat(suites.getTagName()).isEqualTo("testsuites");
        assertThat(suites.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
    }

    @Test
    void hostileTextIsText() throws Exception {
        String hostile = "]]></failure><failure message=\"x\"/> & \u0000 \u001b[31m \ud800 \uffff \ud83d\ude00";
        Element suite = parsed(suite(judgement(Result.VIOLATED, null, verdict(Result.VIOLATED, hostile))));
        assertThat(only(suite, "failure").getTextContent())
                .startsWith("]]></failure><failure message=\"x\"/> & \ufffd \ufffd[31m \ufffd \ufffd \ud83d\ude00");
        assertThat(only(suite, "failure").getAttribute("message")).startsWith("]]></failure>");
    }

    @Test
    void noRunsAreAnEmptyFile() {
        assertThatNoException().isThrownBy(JunitXmlTest::parsed);
    }

    private static String counts(Element suite) {
        return suite.getAttribute("tests") + " tests, " + suite.getAttribute("failures") + " failures, "
                + suite.getAttribute("errors") + " errors, " + suite.getAttribute("skipped") + " skipped";
    }
}
