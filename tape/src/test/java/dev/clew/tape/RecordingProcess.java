// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another JVM that records call after call, until it is killed or has made a number of them. */
final class RecordingProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private RecordingProcess(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts it; {@code before} is put in front of the command. */
  static RecordingProcess start(Path tape, int calls, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(RecordingProcess.class.getName(), tape.toString(), "" + calls));
    return new RecordingProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Returns the next line that it prints, or null once it has ended. */
  @Nullable String line() throws IOException {
    return out.readLine();
  }

  List<String> lines() {
    return out.lines().toList();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  static String question(int call) {
    return "{\"question\":" + call + "}";
  }

  static String answer(int call) {
    return "{\"answer\":\"" + call + " " + "é".repeat(500) + "\"}";
  }

  /** The program of the other JVM. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[0]);
    TestTape tape = TestTape.recording(file);
    int calls = Integer.parseInt(arguments[1]);
    boolean said = false;
    for (int call = 1; call <= calls; call++) {
      tape.call(question(call), answer(call));
      if (!said && Files.size(file) > 20_000) {
        System.out.println("20 KB");
        said = true;
      }
      Thread.sleep(1);
    }
    tape.close();
    tape.lines.forEach(System.out::println);
    System.out.println("the application has ended");
  }
}
