// SPDX-License-Identifier: Apache-2.0
package com.example.aviary;

import com.example.parrot.ParrotClient;
import com.example.parrot.ParrotException;
import com.example.parrot.Question;
import java.util.List;

/** Asks a parrot what is on the command line, or what one asks parrots. */
public final class Aviary {
  private static final List<String> USUAL_QUESTIONS =
      List.of("Who is a pretty bird?", "Weather Vienna, please", "Weather Atlantis, please", " ");

  private Aviary() {}

  public static void main(String[] args) {
    ParrotClient parrot = new ParrotClient("grey-1", List.of(new WeatherTool()));
    for (String text : args.length == 0 ? USUAL_QUESTIONS : List.of(args)) {
      try {
        System.out.println(parrot.ask(new Question(text)).text());
      } catch (ParrotException silent) {
        System.out.println("(" + silent.getMessage() + ")");
      }
    }
  }
}
