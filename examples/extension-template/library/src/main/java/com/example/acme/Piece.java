// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

/** A piece of a streamed reply. */
public record Piece(String text, boolean last) {}
