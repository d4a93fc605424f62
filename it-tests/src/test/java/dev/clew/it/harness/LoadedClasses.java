// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes that a JVM has loaded, by the log of {@code class+load=debug}, in which the JVM gives
 * the checksum of the class file after all transformations.
 */
public final class LoadedClasses {
  private static final Pattern LOADED = Pattern.compile("\\] ([\\w.$/+]+) source: (.*)");
  private static final Pattern CHECKSUM = Pattern.compile(" bytes: (\\d+ checksum: [0-9a-f]+)");
  private static final String ARCHIVE = "shared objects file";

  private final Map<String, String> hashes = new LinkedHashMap<>();

  private LoadedClasses(List<String> lines) {
    String name = "";
    for (String line : lines) {
      Matcher loaded = LOADED.matcher(line);
      if (loaded.find()) {
        name = loaded.group(1);
        hashes.put(name, loaded.group(2).startsWith(ARCHIVE) ? ARCHIVE : "");
      }
      Matcher checksum = CHECKSUM.matcher(line);
      if (checksum.find()) {
        hashes.put(name, checksum.group(1));
      }
    }
  }

  /** Returns those of each JVM that has logged to a file in a folder. */
  public static List<LoadedClasses> in(Path folder) throws IOException {
    List<LoadedClasses> all = new ArrayList<>();
    try (Stream<Path> logs = Files.list(folder)) {
      for (Path log : logs.sorted().toList()) {
        all.add(new LoadedClasses(Files.readAllLines(log)));
      }
    }
    return all;
  }

  /** Returns the names of all classes. */
  public Set<String> names() {
    return hashes.keySet();
  }

  /** Returns whether Clew is among them. */
  public boolean haveClew() {
    return hashes.containsKey("dev.clew.agent.ClewAgent");
  }

  /** Returns size and checksum, or that the class is the JDK's archived one, or "" if unknown. */
  public String hash(String name) {
    return hashes.getOrDefault(name, "");
  }
}
