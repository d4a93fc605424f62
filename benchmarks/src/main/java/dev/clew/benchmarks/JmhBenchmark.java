// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import dev.clew.benchmarks.jmh.CallBenchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link CallBenchmark} with JMH, in one fork per agent. */
final class JmhBenchmark {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Setup setup;

  JmhBenchmark(Setup setup) {
    this.setup = setup;
  }

  void run() throws IOException {
    Report report = setup.report();
    report.heading("JMH");
    report.paragraph(
        "Mean time and bytes allocated by one call, ± JMH's error of 99.9 %. The forks run one after"
            + " another, so differences of time mean something on a quiet machine only; every"
            + " thread's allocations count.");
    report.header("call", "agent", "ns", "± ns", "bytes", "+ ns", "+ bytes");
    Map<String, RunResult> without = new TreeMap<>();
    List<Variant> variants = new ArrayList<>(List.of(setup.variants().none()));
    variants.addAll(setup.variants().tracing(setup.otherAgents()));
    for (Variant variant : variants) {
      for (RunResult run : forked(variant)) {
        String call = run.getPrimaryResult().getLabel();
        RunResult none = without.computeIfAbsent(call, first -> run);
        double time = run.getPrimaryResult().getScore();
        report.row(
            call,
            variant.title(),
            number(time),
            number(run.getPrimaryResult().getScoreError()),
            number(bytes(run)),
            number(time - none.getPrimaryResult().getScore()),
            number(bytes(run) - bytes(none)));
      }
    }
  }

  private Collection<RunResult> forked(Variant variant) {
    try {
      return new Runner(
              new OptionsBuilder()
                  .include(CallBenchmark.class.getName())
                  .jvmArgs("-Xmx1g") // rather than this JVM's arguments
                  .jvmArgsPrepend(variant.jvmArguments().toArray(String[]::new))
                  .addProfiler("gc")
                  .measurementIterations(setup.rounds(10))
                  .warmupTime(TimeValue.seconds(Math.max(1, Math.round(3 * setup.scale()))))
                  .verbosity(VerboseMode.SILENT)
                  .build())
          .run();
    } catch (RunnerException failed) {
      throw new IllegalStateException(variant.title(), failed);
    }
  }

  /** Some versions of JMH prefix the results of profilers. */
  private static double bytes(RunResult run) {
    for (String label : run.getSecondaryResults().keySet()) {
      if (label.endsWith(ALLOCATED)) {
        return run.getSecondaryResults().get(label).getScore();
      }
    }
    return Double.NaN;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
