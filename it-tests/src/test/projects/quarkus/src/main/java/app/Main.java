// SPDX-License-Identifier: Apache-2.0
package app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;

/** AI services implemented by Quarkus, called once each; prints their answers. */
@QuarkusMain
public class Main implements QuarkusApplication {
  @Inject Assistant assistant;
  @Inject Talker talker;

  public static void main(String[] args) {
    Quarkus.run(Main.class, args);
  }

  @Override
  @ActivateRequestContext
  public int run(String... args) {
    say("tools", () -> assistant.answer("tools"));
    say("fails", () -> assistant.answer("fails"));
    say("remembers", () -> talker.talk("customer-7", "remembers"));
    say("streams", () -> Streams.read(talker.stream("customer-7", "streams")));
    say(
        "tells",
        () -> String.join("", talker.tell("tells").collect().asList().await().indefinitely()));
    say("greets", () -> Client.ask("greets"));
    return 3;
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
