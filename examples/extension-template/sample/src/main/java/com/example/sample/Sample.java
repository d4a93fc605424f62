// SPDX-License-Identifier: Apache-2.0
package com.example.sample;

import com.example.acme.AcmeClient;
import com.example.acme.AcmeException;
import com.example.acme.Prompt;

/** An application that uses Acme in every way and knows nothing of Clew. */
public final class Sample {
  private Sample() {}

  public static void main(String[] args) {
    AcmeClient client = new AcmeClient("acme-1");
    System.out.println(client.complete(new Prompt("say hello")).text());
    System.out.println(client.completeAsync(new Prompt("say it later")).join().text());
    client.stream(new Prompt("say it in pieces")).forEach(piece -> System.out.print(piece.text()));
    System.out.println();
    try {
      client.complete(new Prompt(" "));
    } catch (AcmeException refused) {
      System.out.println("(" + refused.getMessage() + ")");
    }
  }
}
