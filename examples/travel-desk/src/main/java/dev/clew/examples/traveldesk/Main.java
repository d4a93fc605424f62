// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import com.openai.client.OpenAIClient;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.travel.TravelScript;
import java.io.PrintStream;
import java.util.Map;

/**
 * Serves one customer, whose request may be given as arguments. With {@code OPENAI_API_KEY} set the
 * model is the provider's, else a script on this machine.
 */
public final class Main {
  private static final String REQUEST =
      "I would like to fly from Vienna to Lisbon on 2027-03-12, with a window seat please.";

  private Main() {}

  /** Runs the desk once. */
  public static void main(String[] args) {
    String request = args.length == 0 ? REQUEST : String.join(" ", args);
    Map<String, String> env = System.getenv();
    String key = env.getOrDefault("OPENAI_API_KEY", "");
    String model = env.getOrDefault("OPENAI_MODEL", "gpt-4o-mini");
    if (!key.isBlank()) {
      String baseUrl = env.getOrDefault("OPENAI_BASE_URL", "https://api.openai.com/v1");
      serve(request, new ModelAccess(baseUrl, key, model), System.out);
      return;
    }
    try (ModelServer server = ModelServer.start(TravelScript.paced())) {
      serve(request, new ModelAccess(server.baseUrl(), "no-key-needed", model), System.out);
    }
  }

  static void serve(String request, ModelAccess access, PrintStream out) {
    OpenAIClient client = access.client();
    try {
      out.println("Customer: " + request);
      String note = TravelDesk.open(access, client, out).serve(request);
      out.printf("%n%nCustomer file: %s%n", note);
    } finally {
      client.close();
    }
  }
}
