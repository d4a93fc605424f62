// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.value.RetainedBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Estimates how much memory an object of the SDK's own keeps alive, on the application's thread.
 * The lists in such an object are copies of the SDK's, and so are cheap and safe to read.
 */
final class SdkSize {
  static final long PER_ELEMENT = 512;

  private SdkSize() {}

  /** Returns the bytes and texts in an object that is the SDK's own; 0 for null. */
  static long of(@Nullable Object value) {
    if (value instanceof SdkBytes bytes) {
      return bytes.asByteArrayUnsafe().length;
    } else if (value instanceof List<?> list) {
      return RetainedBytes.of(list, PER_ELEMENT, SdkSize::of);
    }
    long bytes = RetainedBytes.of(value);
    if (value instanceof SdkPojo pojo) {
      for (SdkField<?> field : pojo.sdkFields()) {
        bytes += of(field.getValueOrDefault(pojo));
      }
    }
    return bytes;
  }
}
