// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;
import dev.clew.ClewSpan;
import dev.clew.SpanSampler.Decision;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Locale;

/** Registers code for the export, and then does what each line of stdin says. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Clew.addProcessor(span -> span.name().equals("health") ? null : span);
    Clew.addProcessor(
        span ->
            span.withAttribute("region", "eu")
                .withTexts(text -> text.toUpperCase(Locale.ROOT))
                .withName(span.name() + "!"));
    Clew.addSampler(
        span -> span.name().startsWith("noise") ? Decision.DROP_TRACE : Decision.UNDECIDED);
    Clew.addExporter(
        spans -> {
          throw new IllegalStateException("of no use");
        });
    Clew.addExporter(
        spans -> spans.forEach(span -> System.out.println(span + " " + span.data().get("output"))));
    System.out.println("ready");
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      if (order.equals("exit")) {
        System.exit(0);
      }
      try (ClewSpan span = Clew.tool(order).start()) {
        span.output("said " + order);
      }
      System.out.println("flushed " + Clew.flush(Duration.ofSeconds(20)));
    }
  }
}
