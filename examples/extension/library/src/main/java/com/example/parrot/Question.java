// SPDX-License-Identifier: Apache-2.0
package com.example.parrot;

/** What a parrot is asked. */
public record Question(String text) {}
