// SPDX-License-Identifier: Apache-2.0
/** Traces agents and knowledge bases of Amazon Bedrock, called with the AWS SDK for Java 2. */
@NullMarked
package dev.clew.instrumentation.bedrockagents;

import org.jspecify.annotations.NullMarked;
