// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import static dev.clew.agent.runtime.doctor.SnapshotBuilder.agent;
import static dev.clew.agent.runtime.doctor.SnapshotBuilder.exporter;
import static dev.clew.agent.runtime.doctor.SnapshotBuilder.hook;
import static dev.clew.agent.runtime.doctor.SnapshotBuilder.jvm;
import static dev.clew.agent.runtime.doctor.SnapshotBuilder.module;
import static dev.clew.agent.runtime.doctor.SnapshotBuilder.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.agent.runtime.doctor.Snapshot.Presence;
import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.api.hook.Diagnostics.Level;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.DropReason;
import dev.clew.weave.HookState;
import dev.clew.weave.WeaveJournal.LibraryCopy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each reason for missing spans, and the sentence that names it. */
class CausesTest {
  private final SnapshotBuilder given = new SnapshotBuilder();

  @Test
  void spansAreExported_nothingIsWrong() {
    assertCause("ok", "Nothing is wrong: 3 spans were exported by file.");
  }

  @Test
  void wrongLibraryVersion_namesVersionAndMissingReference() {
    given.libraries =
        List.of(
            new LibraryCopy(
                "openai", "openai-java", "0.9", "1.1.0 to 5.0.0", "app", "class com.openai.X"));
    given.pipeline = pipeline(0, 0, Map.of(), exporter(0, null));

    assertCause(
        "library-version",
        "openai-java 0.9 (loader app) does not match the module openai, which supports 1.1.0 to"
            + " 5.0.0: it lacks class com.openai.X.");
  }

  @Test
  void disabledModule_namesTheSettingAndItsSource() {
    given.set("clew.instrumentation.openai.enabled", "false");
    given.module = module(false, Presence.LOADED);
    given.libraries = List.of();
    given.hook = null;
    given.pipeline = pipeline(0, 0, Map.of(), exporter(0, null));

    assertCause(
        "module-disabled",
        "openai-java is in use, but its module is disabled:"
            + " clew.instrumentation.openai.enabled=false (environment).");
  }

  @Test
  void attachedAfterObjectsWereCreated_namesTheirClasses() {
    given.agent = agent(true, null, null, 0, List.of("com.openai.Session"));
    given.hook =
        new HookState(
            "openai-2",
            "openai",
            "com.openai.Session.<init>",
            true,
            List.of("com.openai.Session"),
            0,
            0,
            null);
    given.pipeline = pipeline(0, 0, Map.of(), exporter(0, null));

    assertCause(
        "attached-late",
        "Clew was attached after the application had started. Objects of these classes that existed"
            + " before are not traced: com.openai.Session.");
  }

  @Test
  void attachedLate_isNoCauseWhereOnlyMethodsAreHooked() {
    given.agent = agent(true, null, null, 0, List.of("com.openai.Completions"));

    assertCause("ok", "Nothing is wrong: 3 spans were exported by file.");
  }

  @Test
  void failingExporter_namesTheFailure() {
    given.pipeline = pipeline(3, 0, Map.of(), exporter("otlp", 0, "connection refused", 0));

    assertCause(
        "exporter-down",
        "The exporter otlp fails: connection refused (7 failures, last success: never).");
  }

  @Test
  void stuckExporter_isNamed() {
    given.pipeline = pipeline(3, 0, Map.of(), exporter("otlp", 0, null, 45_000));

    assertCause("exporter-stuck", "The exporter otlp has been waiting for its receiver for 45 s.");
  }

  @Test
  void exporterThatIsNotUsed_isNamed() {
    given.pipeline = pipeline(3, 0, Map.of());
    given.warnings.add(
        new AgentLog.Warning(AgentLog.Topic.EXPORTER, "clew.exporters=otlp is off: no endpoint"));

    assertCause(
        "exporter-off", "An exporter is not used: clew.exporters=otlp is off: no endpoint.");
  }

  @Test
  void exporterThatWasSwitchedOff_isNamedWithTheCommand() {
    given.steer("clew.exporters", "none");

    assertCause(
        "exporter-off",
        "The exporter file is switched off: clew.exporters=none (set at run time by clew set)."
            + " Since then it has missed 0 spans.");
  }

  @Test
  void moduleThatWasSwitchedOff_isNamedWithTheCommand() {
    given.steer("clew.instrumentation.openai.enabled", "false");
    given.module = module(false, Presence.LOADED);

    assertCause(
        "module-disabled",
        "openai-java is in use, but its module is disabled:"
            + " clew.instrumentation.openai.enabled=false (set at run time by clew set).");
    assertThat(Causes.of(given.build()).get(0).remedy())
        .isEqualTo("Undo it: clew set 42 instrumentation.openai.enabled=true");
  }

  @Test
  void noExporter_isNamed() {
    given.set("clew.exporters", "none");
    given.pipeline = pipeline(3, 0, Map.of());

    assertCause("no-exporter", "Spans go nowhere: clew.exporters=none (environment).");
  }

  @Test
  void contentOff_isNamedAlthoughSpansAreExported() {
    given.set("clew.content", "none");

    assertCause(
        "content-off",
        "Spans have no messages, arguments and results: clew.content=none (environment).");
  }

  @Test
  void everythingSampledOut_namesTheRatio() {
    given.set("clew.sampling.ratio", "0.01");
    given.pipeline = pipeline(3, 3, Map.of(), exporter(0, null));

    assertCause(
        "sampled-out", "3 of 3 spans were sampled out: clew.sampling.ratio=0.01 (environment).");
  }

  @Test
  void dropped_namesTheReason() {
    given.pipeline = pipeline(3, 0, Map.of(DropReason.QUEUE_FULL, 3L), exporter(0, null));

    assertCause("dropped", "3 spans were dropped before export: queue full (3).");
  }

  @Test
  void whatIsExcluded_isNotDropped() {
    given.pipeline = pipeline(3, 0, Map.of(DropReason.EXCLUDED, 2L), exporter(1, null));

    assertThat(Causes.of(given.build())).extracting(Finding::id).containsExactly("ok");
  }

  @Test
  void contributedFinding_isACause() {
    given.contributed.add(
        new Finding(
            "rule-without-match",
            Level.CAUSE,
            "clew.methods: com.acme.Biling[charge] matches no class.",
            "Correct the name."));

    assertCause("rule-without-match", "clew.methods: com.acme.Biling[charge] matches no class.");
  }

  @Test
  void sourceThatFails_isSaidAndDoesNotEndTheExamination() {
    Contributions contributions = new Contributions();
    contributions.add(
        "clew.methods",
        () -> {
          throw new IllegalStateException("broken (this test wants it so)");
        });

    assertThat(contributions.findings()).extracting(Finding::id).containsExactly("source-failed");
  }

  @Test
  void brokenExtension_isNamed() {
    given.warnings.add(
        new AgentLog.Warning(AgentLog.Topic.EXTENSION, "x.jar is broken and skipped"));

    assertCause("extension-broken", "An extension is not used: x.jar is broken and skipped.");
  }

  @Test
  void clewTwice_isNamed() {
    given.agent = agent(false, null, null, 1, List.of());

    assertCause(
        "two-agents",
        "Clew was added to this JVM 2 times. The first one counts; the settings of the others have"
            + " no effect.");
  }

  @Test
  void otherAgent_isNamed() {
    given.jvm = jvm(List.of("Datadog"));
    given.hook = null;
    given.pipeline = pipeline(0, 0, Map.of(), exporter(0, null));

    assertCause("two-agents", "Other agents are in this JVM: Datadog.");
  }

  @Test
  void noSupportedLibrary_isNamed() {
    given.idle(Presence.ABSENT);

    assertCause("no-library", "The application has loaded no class of a library that Clew traces.");
  }

  @Test
  void ownCodeThatIsTraced_needsNoLibrary() {
    given.idle(Presence.ABSENT);
    given.pipeline = pipeline(3, 0, Map.of(), exporter(3, null));

    assertCause("ok", "Nothing is wrong: 3 spans were exported by file.");
  }

  @Test
  void unusedLibrary_isNamed() {
    given.idle(Presence.ON_CLASS_PATH);

    assertCause(
        "library-unused",
        "The application has a supported library (openai-java) but has not used it yet.");
  }

  @Test
  void switchedOff_namesTheSource() {
    given.idle(Presence.ABSENT).set("clew.enabled", "false");
    given.agent = agent(false, "clew.enabled is false", null, 0, List.of());

    assertThat(Causes.of(given.build()))
        .containsExactly(
            new Finding(
                "disabled",
                Level.CAUSE,
                "Clew is in this JVM but does nothing: clew.enabled is false.",
                "Remove clew.enabled=false (environment)."));
  }

  @Test
  void failedStart_isNamed() {
    given.idle(Presence.LOADED);
    given.agent = agent(false, null, "java.io.IOException: no", 0, List.of());

    assertCause("start-failed", "Clew could not start: java.io.IOException: no.");
  }

  @Test
  void failingHook_isTheCauseIfNoSpanEnds() {
    given.hook = hook(3, 3, "java.lang.IllegalStateException: x");
    given.pipeline = pipeline(0, 0, Map.of(), exporter(0, null));

    assertCause(
        "hook-failed",
        "The hook openai-1 in com.openai.Completions.create failed 3 times; the application is not"
            + " affected: java.lang.IllegalStateException: x.");
  }

  @Test
  void uncalledLibrary_isNamed() {
    given.hook = hook(0, 0, null);
    given.pipeline = pipeline(0, 0, Map.of(), exporter(0, null));

    assertCause(
        "not-called", "openai-java is traced, but has not been called since Clew was there.");
  }

  @Test
  void spansInTheQueue_areWaitedFor() {
    given.pipeline = pipeline(3, 0, Map.of(), exporter(0, null));

    assertCause("waiting", "3 spans wait for their batch, for at most 5s.");
  }

  @Test
  void causes_comeBeforeNotes() {
    given.set("clew.content", "none");
    given.pipeline = pipeline(3, 0, Map.of(), exporter("otlp", 0, "refused", 0));

    assertThat(Causes.of(given.build()))
        .extracting(Finding::id)
        .containsExactly("exporter-down", "content-off");
  }

  private void assertCause(String id, String text) {
    Finding likeliest = Causes.of(given.build()).get(0);
    assertThat(likeliest.id()).isEqualTo(id);
    assertThat(likeliest.text()).isEqualTo(text);
  }
}
