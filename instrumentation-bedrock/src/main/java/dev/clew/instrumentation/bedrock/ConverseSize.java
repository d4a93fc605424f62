// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.RetainedBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;

/** Estimates how much memory requests and answers keep alive, on the application's thread. */
final class ConverseSize {
  private static final long OVERHEAD = 512;

  private ConverseSize() {}

  static long ofRequest(Object request) {
    return RetainedBytes.of(
        ToolResults.messages(request), OVERHEAD, message -> ofBlocks(message.content()));
  }

  static long ofResponse(@Nullable Object response) {
    return ofBlocks(ToolResults.answer(response));
  }

  private static long ofBlocks(List<ContentBlock> blocks) {
    return RetainedBytes.of(blocks, OVERHEAD, ConverseSize::ofBlock);
  }

  private static long ofBlock(ContentBlock block) {
    if (block.text() != null) {
      return block.text().length();
    }
    ToolResultBlock result = block.toolResult();
    if (result != null) {
      return RetainedBytes.of(
          result.content(),
          OVERHEAD,
          each -> RetainedBytes.of(each.text()) + ofMedia(each.image()));
    }
    // Documents are there since 2.26, video since 2.29.
    return ofMedia(block.image())
        + ofMedia(Accessors.read(block, "document"))
        + ofMedia(Accessors.read(block, "video"));
  }

  private static long ofMedia(@Nullable Object media) {
    Object bytes = Accessors.read(Accessors.read(media, "source"), "bytes");
    return bytes instanceof SdkBytes inline ? inline.asByteArrayUnsafe().length : 0;
  }
}
