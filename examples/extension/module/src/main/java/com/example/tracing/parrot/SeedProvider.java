// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.ModelPrice;
import dev.clew.api.export.PriceSource;
import dev.clew.api.export.PriceSourceProvider;

/** Offers the price of parrots, {@code clew.seed.price} dollars per million words. */
public final class SeedProvider implements PriceSourceProvider {
  @Override
  public String name() {
    return "seed";
  }

  @Override
  public PriceSource create(ExporterSettings settings) {
    String price = settings.get("price");
    if (price == null) {
      return query -> null;
    }
    ModelPrice perWord = ModelPrice.of(Double.parseDouble(price), 0).withSource("seed merchant");
    return query -> "parrot".equals(query.provider()) ? perWord : null;
  }
}
