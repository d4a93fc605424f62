// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import dev.clew.api.export.ContentRedactor;
import dev.clew.api.export.ContentRedactorProvider;
import dev.clew.api.export.ExporterSettings;
import java.util.regex.Pattern;

/** Offers a redactor that removes the words {@code clew.discreet.words}, separated by commas. */
public final class DiscreetProvider implements ContentRedactorProvider {
  @Override
  public String name() {
    return "discreet";
  }

  @Override
  public ContentRedactor create(ExporterSettings settings) {
    String words = settings.get("words");
    if (words == null) {
      return (text, field) -> text;
    }
    Pattern any = Pattern.compile("\\b(" + words.replace(',', '|') + ")\\b");
    return (text, field) -> any.matcher(text).replaceAll("[discreet]");
  }
}
