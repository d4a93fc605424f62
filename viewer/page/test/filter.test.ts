// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { quote, terms, withTerm, write } from "../src/model/filter";

test("filter_isTakenApartAtBlanksOutsideQuotes", () => {
  expect(terms('status:error -tool:"stock price" cost>0.05 "card expired"')).toEqual([
    { negated: false, field: "status", operator: ":", value: "error" },
    { negated: true, field: "tool", operator: ":", value: '"stock price"' },
    { negated: false, field: "cost", operator: ">", value: "0.05" },
    { negated: false, value: '"card expired"' },
  ]);
});

test.each(['tool=payOut -group:* duration>=2s "a \\"b\\" c" word', "-x", 'metadata.tier:gold,"very high"'])("filter_%s_survivesBothWays", (text) => {
  expect(write(terms(text))).toBe(text);
});

test("quote_onlyWhereNeeded", () => expect(["gpt-4.1", "card expired", 'a"b'].map(quote)).toEqual(["gpt-4.1", '"card expired"', '"a\\"b"']));

test("sameTerm_isThereOnce", () => {
  expect(withTerm("tool:a model:b", { negated: false, field: "tool", operator: ":", value: "a" })).toBe("model:b tool:a");
});
