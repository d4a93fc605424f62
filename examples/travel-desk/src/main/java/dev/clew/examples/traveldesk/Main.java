// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import com.openai.client.OpenAIClient;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.travel.TravelScript;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Serves one customer, whose request may be given as arguments. With {@code OPENAI_API_KEY} set the
 * model is the provider's, else a script on this machine.
 */
public final class Main {
  private static final String PARALLEL = "--parallel";
  private static final String REQUEST =
      "I would like to fly from Vienna to Lisbon on 2027-03-12, with a window seat please.";

  private static final String REQUEST_TO_ALL =
      "I would like to fly from Vienna to Lisbon on 2027-03-12, with a window seat please;"
          + " cancel KX4T9Q and refund me.";

  private Main() {}

  /** Runs the desk once; after {@code --parallel} the one that asks everybody at once. */
  public static void main(String[] args) {
    boolean parallel = args.length > 0 && args[0].equals(PARALLEL);
    String given = Arrays.stream(args).skip(parallel ? 1 : 0).collect(Collectors.joining(" "));
    String request = !given.isEmpty() ? given : parallel ? REQUEST_TO_ALL : REQUEST;
    Map<String, String> env = System.getenv();
    String key = env.getOrDefault("OPENAI_API_KEY", "");
    String model = env.getOrDefault("OPENAI_MODEL", "gpt-4o-mini");
    if (!key.isBlank()) {
      String baseUrl = env.getOrDefault("OPENAI_BASE_URL", "https://api.openai.com/v1");
      serve(request, parallel, new ModelAccess(baseUrl, key, model), System.out);
      return;
    }
    try (ModelServer server = ModelServer.start(TravelScript.paced())) {
      ModelAccess access = new ModelAccess(server.baseUrl(), "no-key-needed", model);
      serve(request, parallel, access, System.out);
    }
  }

  static void serve(String request, boolean parallel, ModelAccess access, PrintStream out) {
    OpenAIClient client = access.client();
    try {
      out.println("Customer: " + request);
      TravelDesk desk =
          parallel
              ? TravelDesk.openInParallel(access, client, out)
              : TravelDesk.open(access, client, out);
      String note = desk.serve(request);
      out.printf("%n%nCustomer file: %s%n", note);
    } finally {
      client.close();
    }
  }
}
