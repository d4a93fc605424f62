// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

/** What the model is asked. */
public record Prompt(String text) {}
