// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.concurrent.Callable;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** AI services as beans, called once each; prints their answers. */
@SpringBootApplication
public class Main implements CommandLineRunner {
  private final Assistant assistant;
  private final Writer writer;

  Main(Assistant assistant, Writer writer) {
    this.assistant = assistant;
    this.writer = writer;
  }

  public static void main(String[] args) {
    System.exit(SpringApplication.exit(SpringApplication.run(Main.class, args), () -> 3));
  }

  @Override
  public void run(String... args) {
    say("tools", () -> assistant.answer("tools"));
    say("fails", () -> assistant.answer("fails"));
    say("streams", () -> Streams.read(writer.write("streams")));
  }

  private static void say(String what, Callable<String> way) {
    String outcome;
    try {
      outcome = way.call();
    } catch (Exception e) {
      outcome = e.getClass().getName();
    }
    System.out.println(what + ": " + outcome);
  }
}
