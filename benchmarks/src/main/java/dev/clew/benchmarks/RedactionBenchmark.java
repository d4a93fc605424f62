// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The cost of scanning texts without anything to redact, in CPU time of the thread. */
final class RedactionBenchmark {
  private static final String PACKAGE = "dev.clew.exporter.redact.scan.";
  private static final int WARM_UP_CHARACTERS = 20_000_000;
  private static final int ROUND_CHARACTERS = 2_000_000;
  private static final int ROUNDS = 15;

  private final Setup setup;

  RedactionBenchmark(Setup setup) {
    this.setup = setup;
  }

  void run() throws IOException {
    Report report = setup.report();
    report.heading("Redaction");
    report.paragraph(
        "All detectors, nothing found; CPU of the thread, median of the rounds and the lowest of"
            + " them. On a busy machine the lowest says more.");
    report.header("text", "µs per KB", "lowest");
    URI jar = setup.installation().clewAgent().toUri();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {URI.create("jar:" + jar + "!/inst/").toURL()},
            ClassLoader.getPlatformClassLoader())) {
      MethodHandle scan = scan(loader);
      for (Map.Entry<String, String> text : texts().entrySet()) {
        double[] rounds = measure(scan, text.getValue());
        report.row(text.getKey(), number(rounds[rounds.length / 2]), number(rounds[0]));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(jar + " has no such scanner", e);
    }
  }

  /** Loads a scanner from the jar, as the agent does. */
  private static MethodHandle scan(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> scanner = loader.loadClass(PACKAGE + "TextScanner");
    Object detectors = loader.loadClass(PACKAGE + "Detector").getMethod("all").invoke(null);
    Object instance = scanner.getConstructor(Set.class).newInstance(detectors);
    return MethodHandles.publicLookup()
        .unreflect(scanner.getMethod("scan", String.class, int.class))
        .bindTo(instance)
        .asType(MethodType.methodType(Object.class, String.class, int.class));
  }

  private double[] measure(MethodHandle scan, String text) {
    run(scan, text, (int) (WARM_UP_CHARACTERS * setup.scale()));
    double[] rounds = new double[setup.rounds(ROUNDS)];
    for (int i = 0; i < rounds.length; i++) {
      rounds[i] = run(scan, text, ROUND_CHARACTERS);
    }
    Arrays.sort(rounds);
    return rounds;
  }

  /** Returns CPU microseconds per KB. */
  private static double run(MethodHandle scan, String text, int characters) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int times = Math.max(1, characters / text.length());
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      try {
        Object found = (Object) scan.invokeExact(text, text.length());
        if (found != null) {
          throw new IllegalStateException("something was found in a text without secrets");
        }
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
    double nanos = threads.getCurrentThreadCpuTime() - before;
    return nanos / 1_000 / (times * (text.length() / 1_024.0));
  }

  private static Map<String, String> texts() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("prose", Files.readString(Path.of("LICENSE")).substring(0, 8_192));
    Random random = new Random(1);
    StringBuilder json = new StringBuilder("[");
    while (json.length() < 8_192) {
      json.append("{\"role\":\"tool\",\"result\":{\"orderId\":")
          .append(10_000 + random.nextInt(90_000))
          .append(",\"price\":")
          .append(random.nextInt(1_000))
          .append(".50,\"date\":\"2026-11-")
          .append(10 + random.nextInt(19))
          .append("\",\"items\":[{\"sku\":\"A-")
          .append(random.nextInt(1_000))
          .append("\",\"name\":\"garden chair\"}],\"total_tokens\":")
          .append(random.nextInt(1_000))
          .append("}},");
    }
    texts.put("JSON", json.append("{}]").toString());
    byte[] bytes = new byte[6_000];
    random.nextBytes(bytes);
    texts.put("base64", Base64.getEncoder().encodeToString(bytes));
    return texts;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
