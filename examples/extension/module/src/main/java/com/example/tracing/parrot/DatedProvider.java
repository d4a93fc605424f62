// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.IdGenerator;
import dev.clew.api.export.IdGeneratorProvider;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Offers trace ids that begin with the time in seconds, as AWS X-Ray wants them. */
public final class DatedProvider implements IdGeneratorProvider {
  @Override
  public String name() {
    return "dated";
  }

  @Override
  public IdGenerator create(ExporterSettings settings) {
    return new DatedIds();
  }

  private static final class DatedIds implements IdGenerator {
    private static final HexFormat HEX = HexFormat.of();

    @Override
    public String newTraceId() {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      int seconds = (int) (System.currentTimeMillis() / 1000);
      return HEX.toHexDigits(seconds) + HEX.toHexDigits(random.nextInt()) + newSpanId();
    }

    @Override
    public String newSpanId() {
      return HEX.toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
  }
}
