// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

/** What the model replied, and what it cost. */
public record Reply(String model, String text, int promptTokens, int replyTokens) {}
