// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What is reachable in another JVM, as its heap dump shows it.
 *
 * <p>Reads the names of classes from the binary format that the JDK describes in {@code
 * hprof_b_spec.h}; the JVM unloads what nothing refers to before it writes a dump of live objects.
 */
public final class HeapDump {
  private static final int UTF8 = 0x01;
  private static final int LOAD_CLASS = 0x02;

  private final List<String> classes;
  private final List<String> instances;

  private HeapDump(List<String> classes, List<String> instances) {
    this.classes = List.copyOf(classes);
    this.instances = List.copyOf(instances);
  }

  /** Makes a JVM write its live objects to a file, and reads that. */
  public static HeapDump of(Jdk jdk, RunningJvm jvm) {
    Path file = BuildOutput.newFolder("heap").resolve("live.hprof");
    command(jdk, jvm, "GC.heap_dump", file.toString());
    List<String> instances = command(jdk, jvm, "GC.class_histogram").lines().toList();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return new HeapDump(classNames(in), instances);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      file.toFile().delete();
    }
  }

  private static String command(Jdk jdk, RunningJvm jvm, String... command) {
    List<String> words = new ArrayList<>();
    words.add(jdk.program("jcmd").toString());
    words.add(Long.toString(jvm.pid()));
    words.addAll(List.of(command));
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the lines about live objects of classes whose names contain {@code name}. */
  public List<String> instances(String name) {
    return instances.stream().filter(line -> line.contains(name)).toList();
  }

  /** Returns the names of the loaded classes that match, sorted. */
  public List<String> classes(Predicate<String> condition) {
    return classes.stream().filter(condition).distinct().sorted().toList();
  }

  private static List<String> classNames(DataInputStream in) throws IOException {
    while (in.readByte() != 0) {} // the name of the format
    int idSize = in.readInt();
    in.skipNBytes(8); // the time
    Map<Long, String> texts = new HashMap<>();
    List<String> names = new ArrayList<>();
    try {
      while (true) {
        int tag = in.readUnsignedByte();
        in.skipNBytes(4); // the time again
        long length = Integer.toUnsignedLong(in.readInt());
        if (tag == UTF8) {
          long id = id(in, idSize);
          texts.put(id, new String(in.readNBytes((int) length - idSize), StandardCharsets.UTF_8));
        } else if (tag == LOAD_CLASS) {
          in.skipNBytes(4 + idSize + 4); // numbers of the class and of a stack trace
          names.add(texts.get(id(in, idSize)).replace('/', '.'));
        } else {
          in.skipNBytes(length);
        }
      }
    } catch (EOFException end) {
      return names;
    }
  }

  private static long id(DataInputStream in, int size) throws IOException {
    return size == 8 ? in.readLong() : Integer.toUnsignedLong(in.readInt());
  }
}
