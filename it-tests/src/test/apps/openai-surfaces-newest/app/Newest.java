// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.models.responses.ResponseCreateParams;

/** All of {@link Since2}, and conversations, new in 3.x. */
public final class Newest {
  private Newest() {}

  public static void main(String[] args) {
    Ways ways = new Ways(args[0], args[1]);
    Main.addAll(ways);
    new Since2(ways.client).addTo(ways);
    ways.add(
        "conversing",
        () ->
            Texts.said(
                ways.client
                    .responses()
                    .create(
                        ResponseCreateParams.builder()
                            .model("gpt-4.1")
                            .input("conversing")
                            .conversation("conv_7")
                            .build())));
    new ChatDesk(ways.client).addBareTo(ways);
    ways.run();
    ways.client.close();
    System.exit(3);
  }
}
