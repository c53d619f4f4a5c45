package io.splitproof.report;

import io.splitproof.checker.Assumption;
import io.splitproof.checker.Claim;
import io.splitproof.checker.ClaimFinding;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Result;
import io.splitproof.checker.Verdict;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Judged runs as JUnit XML, in the keys that Surefire, Jenkins and GitLab agree on.
 *
 * <p>A run is a suite, an objective a test: violated is a failure, unknown an error, since it is no pass. The claim is a
 * test too, but fails no build: one that is not confirmed is skipped, with what was found.
 */
public final class JunitXml {
    private JunitXml() {}

    /**
     * One run.
     *
     * @param name of its scenario
     * @param started such as {@code 2026-11-23T09:26:43Z}
     * @param seconds of real time, from boot to the last event
     * @param properties such as seed and versions, in order
     * @param again the command that runs it again
     */
    public record Suite(
            String name,
            String started,
            double seconds,
            Map<String, String> properties,
            Judgement judgement,
            String again) {}

    /** A test of a suite; {@code element} is failure, error or skipped, or null for a pass. */
    private record Case(String name, @Nullable String element, String message, String text) {}

    /** Renders one run as a {@code testsuite}, several as {@code testsuites}. */
    public static String render(List<Suite> suites) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            if (suites.size() != 1) {
                xml.writeStartElement("testsuites");
            }
            for (Suite suite : suites) {
                write(suite, xml);
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written to memory", e);
        }
        return text + "\n";
    }

    private static void write(Suite suite, XMLStreamWriter xml) throws XMLStreamException {
        List<Case> cases = cases(suite.judgement());
        line(xml, 0);
        xml.writeStartElement("testsuite");
        attribute(xml, "name", suite.name());
        attribute(xml, "timestamp", suite.started().replaceFirst("(\\.\\d+)?Z$", ""));
        attribute(xml, "time", String.format(Locale.ROOT, "%.3f", suite.seconds()));
        attribute(xml, "tests", "" + cases.size());
        attribute(xml, "errors", "" + count(cases, "error"));
        attribute(xml, "skipped", "" + count(cases, "skipped"));
        attribute(xml, "failures", "" + count(cases, "failure"));
        line(xml, 1);
        xml.writeStartElement("properties");
        for (var property : suite.properties().entrySet()) {
            line(xml, 2);
            xml.writeEmptyElement("property");
            attribute(xml, "name", property.getKey());
            attribute(xml, "value", property.getValue());
        }
        line(xml, 1);
        xml.writeEndElement();
        for (Case one : cases) {
            write(suite, one, xml);
        }
        line(xml, 0);
        xml.writeEndElement();
    }

    /** All tests of a run come from the same seconds, which its suite tells; a verdict itself takes none. */
    private static void write(Suite suite, Case one, XMLStreamWriter xml) throws XMLStreamException {
        line(xml, 1);
        xml.writeStartElement("testcase");
        attribute(xml, "classname", suite.name().replace('/', '.'));
        attribute(xml, "name", one.name());
        attribute(xml, "time", "0");
        String element = one.element();
        if (element != null) {
            line(xml, 2);
            xml.writeStartElement(element);
            attribute(xml, "message", one.message());
            if (!element.equals("skipped")) {
                attribute(xml, "type", element.equals("failure") ? "violated" : "unknown");
            }
            xml.writeCharacters(clean(one.text() + "\nagain: " + suite.again()));
            xml.writeEndElement();
        } else {
            line(xml, 2);
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(one.text()));
            xml.writeEndElement();
        }
        line(xml, 1);
        xml.writeEndElement();
    }

    private static List<Case> cases(Judgement judgement) {
        var cases = new ArrayList<Case>();
        judgement.verdicts().forEach(v -> cases.add(of(v)));
        if (judgement.verdicts().isEmpty()) {
            cases.add(assumptions(judgement));
        }
        ClaimFinding claim = judgement.claim();
        if (claim != null) {
            cases.add(of(claim));
        }
        return cases;
    }

    private static Case of(Verdict verdict) {
        String element = verdict.result() == Result.HELD ? null : element(verdict.result());
        String text = verdict.evidence().isEmpty()
                ? verdict.measured()
                : verdict.measured() + "\n" + String.join("\n", verdict.evidence());
        return new Case(verdict.objective() + ": " + verdict.promise(), element, verdict.measured(), text);
    }

    private static String element(Result result) {
        return result == Result.VIOLATED ? "failure" : "error";
    }

    /** A scenario without objectives is held if nothing that it rests on failed. */
    private static Case assumptions(Judgement judgement) {
        String failed = judgement.assumptions().failed().map(Assumption::detail).collect(Collectors.joining("; "));
        boolean held = judgement.result() == Result.HELD;
        return new Case("every assumption holds", held ? null : element(judgement.result()), failed, failed);
    }

    private static Case of(ClaimFinding claim) {
        boolean confirmed =
                claim.finding() == Claim.Finding.CONFIRMED || claim.finding() == Claim.Finding.CONFIRMED_WITH_A_BOUND;
        String found = claim.finding().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + claim.figure();
        return new Case("claim: " + claim.text().strip(), confirmed ? null : "skipped", found, found);
    }

    private static long count(List<Case> cases, String element) {
        return cases.stream().filter(c -> element.equals(c.element())).count();
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value).replaceAll("\\s+", " "));
    }

    /** What a node or a document said may hold characters that XML has no way to write. */
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> isWritable(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isWritable(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
