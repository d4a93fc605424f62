// SPDX-License-Identifier: Apache-2.0
package com.alibaba.cloud.ai.dashscope;

import org.springframework.ai.chat.metadata.Usage;

/** Counts in a class of DashScope's, which has one of its own where other providers have none. */
public final class SampleUsage implements Usage {
  @Override
  public Integer getPromptTokens() {
    return 20;
  }

  @Override
  public Integer getCompletionTokens() {
    return 7;
  }

  @Override
  public Object getNativeUsage() {
    return "none";
  }
}
