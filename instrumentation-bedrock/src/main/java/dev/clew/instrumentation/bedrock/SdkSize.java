// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Estimates how much memory an object of the SDK keeps alive, on the application's thread. */
final class SdkSize {
  private static final long PER_ELEMENT = 512;

  private SdkSize() {}

  /** Returns the bytes and texts in an object; 0 for those that are not the SDK's own. */
  static long of(@Nullable Object value) {
    if (value instanceof SdkBytes bytes) {
      return bytes.asByteArrayUnsafe().length;
    } else if (value instanceof List<?> list && Values.isOfJdk(list)) {
      return RetainedBytes.of(list, PER_ELEMENT, SdkSize::of);
    }
    long bytes = RetainedBytes.of(value);
    if (value instanceof SdkPojo pojo && Sdk.own(pojo) != null) {
      for (SdkField<?> field : pojo.sdkFields()) {
        bytes += of(field.getValueOrDefault(pojo));
      }
    }
    return bytes;
  }
}
