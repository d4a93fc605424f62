// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The size of the agent's jar, by part. */
final class JarBenchmark {
  private final Setup setup;

  JarBenchmark(Setup setup) {
    this.setup = setup;
  }

  void run() throws IOException {
    Report report = setup.report();
    report.heading("Jar");
    long size = Files.size(setup.installation().clewAgent());
    report.paragraph(String.format(Locale.ROOT, "%,d bytes; compressed bytes by part:", size));
    report.header("part", "entries", "bytes");
    Map<String, long[]> parts = new TreeMap<>();
    try (ZipFile jar = new ZipFile(setup.installation().clewAgent().toFile())) {
      for (ZipEntry entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
        long[] sum = parts.computeIfAbsent(part(entry.getName()), key -> new long[2]);
        sum[0]++;
        sum[1] += entry.getCompressedSize();
      }
    }
    List<Map.Entry<String, long[]>> largest =
        parts.entrySet().stream()
            .sorted(Comparator.comparingLong(entry -> -entry.getValue()[1]))
            .toList();
    for (Map.Entry<String, long[]> entry : largest) {
      report.row(
          "`" + entry.getKey() + "`",
          String.valueOf(entry.getValue()[0]),
          String.format(Locale.ROOT, "%,d", entry.getValue()[1]));
    }
  }

  private static String part(String name) {
    String[] parts = name.replace("inst/", "").split("/");
    if (parts.length < 4 || !parts[0].equals("dev")) {
      return parts.length == 1 ? name : parts[0];
    }
    boolean deeper = parts[2].equals("shaded") || parts[2].equals("instrumentation");
    return "dev.clew." + parts[2] + (deeper ? "." + parts[3] : "");
  }
}
