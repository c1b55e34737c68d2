// Command verifier holds a receipt of tejun to the verifier key of its log.
//
//	verifier RECEIPT KEY [ARCHIVE]
//
// It was written from docs/verifying.md alone, shares nothing with tejun, and needs nothing but Go's standard library.
// It prints the decision's id and outcome and ends with 0 where the receipt holds, with 1 and a reason where it does
// not, with 2 where it could not look. The sections named below are those of the page.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

func main() {
	if len(os.Args) != 3 && len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: verifier RECEIPT KEY [ARCHIVE]")
		os.Exit(2)
	}
	receipt, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	var archive []byte
	if len(os.Args) == 4 {
		if archive, err = os.ReadFile(os.Args[3]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	receipt = bytes.TrimPrefix(receipt, []byte("\xef\xbb\xbf"))
	said, err := verify(receipt, os.Args[2], archive)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(said)
}

type object map[string]json.RawMessage

func verify(data []byte, vkey string, archive []byte) (string, error) {
	key, err := readKey(vkey)
	if err != nil {
		return "", err
	}
	receipt, err := readObject(data, "schema", "codes", "opening", "bundle", "proof", "decision?", "input?")
	if err != nil {
		return "", err
	}
	texts := map[string]string{}
	for _, name := range []string{"schema", "codes", "opening", "proof"} {
		if texts[name], err = readText(receipt[name]); err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
	}
	if texts["schema"] != "tejun/receipt/1" || receipt["input"] != nil && receipt["decision"] == nil {
		return "", errors.New("no receipt of this form")
	}
	if err := verifyProof(texts["proof"], texts["opening"], key); err != nil {
		return "", err
	}
	codes, commitments, err := verifyCodes(texts["opening"], texts["codes"])
	if err != nil {
		return "", err
	}
	if err := verifyBundle(receipt["bundle"], codes["bundle"], archive); err != nil {
		return "", err
	}
	if receipt["decision"] != nil {
		decision, err := verifyDecision(receipt["decision"], texts["codes"], codes, commitments["decision"])
		if err != nil {
			return "", err
		}
		if receipt["input"] != nil {
			if err := verifyInput(receipt["input"], decision, commitments["input"]); err != nil {
				return "", err
			}
		}
	}
	id, _ := readText(codes["id"])
	outcome, err := readText(codes["outcome"])
	return id + " " + outcome, err
}

// --- Words -----------------------------------------------------------------------------------------

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

var (
	digestForm = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
	saltForm   = regexp.MustCompile(`^[0-9a-f]{64}$`)
	numberForm = regexp.MustCompile(`^(0|[1-9][0-9]{0,18})$`)
	escapeForm = regexp.MustCompile(`\\(u[0-9a-fA-F]{4}|.)`)
)

func decode64(text string, size int) ([]byte, error) {
	data, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || base64.StdEncoding.EncodeToString(data) != text || (size >= 0 && len(data) != size) {
		return nil, errors.New("not the base64 that was asked for")
	}
	return data, nil
}

func readNumber(text string) (uint64, error) {
	if !numberForm.MatchString(text) {
		return 0, errors.New("not a number as it is written here")
	}
	number, err := strconv.ParseUint(text, 10, 63)
	return number, err
}

// readObject reads a JSON object strictly; where keys are named it has these and no others, one with ? behind it or not.
func readObject(data []byte, keys ...string) (object, error) {
	if err := requireStrict(data); err != nil {
		return nil, err
	}
	var found object
	if err := json.Unmarshal(data, &found); err != nil || found == nil {
		return nil, errors.New("not a JSON object")
	}
	if len(keys) == 0 {
		return found, nil
	}
	known := map[string]bool{}
	for _, key := range keys {
		name := strings.TrimSuffix(key, "?")
		known[name] = true
		if _, there := found[name]; !there && name == key {
			return nil, fmt.Errorf("%s is missing", name)
		}
	}
	for name := range found {
		if !known[name] {
			return nil, fmt.Errorf("%q is not known", name)
		}
	}
	return found, nil
}

// requireStrict refuses what encoding/json would take: keys that stand twice, lone surrogates, bytes that are no UTF-8.
func requireStrict(data []byte) error {
	if !utf8.Valid(data) {
		return errors.New("not UTF-8")
	}
	high := false
	end := -1
	for _, at := range escapeForm.FindAllIndex(data, -1) {
		unit := uint64(0)
		if data[at[0]+1] == 'u' {
			unit, _ = strconv.ParseUint(string(data[at[0]+2:at[1]]), 16, 32)
		}
		low := unit >= 0xdc00 && unit <= 0xdfff
		if high && !(low && at[0] == end) || low && !high {
			return errors.New("a lone surrogate")
		}
		high, end = unit >= 0xd800 && unit <= 0xdbff, at[1]
	}
	if high {
		return errors.New("a lone surrogate")
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	if err := requireKeysOnce(decoder); err != nil {
		return err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return errors.New("more behind the value")
	}
	return nil
}

func requireKeysOnce(decoder *json.Decoder) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	opened, isDelim := token.(json.Delim)
	if !isDelim {
		return nil
	}
	seen := map[string]bool{}
	for decoder.More() {
		if opened == '{' {
			key, err := decoder.Token()
			if err != nil {
				return err
			}
			if name := key.(string); seen[name] {
				return fmt.Errorf("%q stands twice", name)
			} else {
				seen[name] = true
			}
		}
		if err := requireKeysOnce(decoder); err != nil {
			return err
		}
	}
	_, err = decoder.Token()
	return err
}

func readText(data json.RawMessage) (string, error) {
	var text *string
	if err := json.Unmarshal(data, &text); err != nil || text == nil {
		return "", errors.New("not a text")
	}
	return *text, nil
}

// --- 1. The key ------------------------------------------------------------------------------------

type logKey struct {
	name   string
	id     []byte
	public ed25519.PublicKey
}

func readKey(text string) (*logKey, error) {
	parts := strings.SplitN(strings.TrimSuffix(text, "\n"), "+", 3)
	if len(parts) != 3 || parts[0] == "" || strings.ContainsFunc(parts[0], unicode.IsSpace) {
		return nil, errors.New("not a verifier key")
	}
	data, err := decode64(parts[2], 33)
	if err != nil || data[0] != 1 {
		return nil, errors.New("not an Ed25519 verifier key")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), data...))
	if hex.EncodeToString(sum[:4]) != parts[1] {
		return nil, errors.New("the key's id is another")
	}
	return &logKey{parts[0], sum[:4], ed25519.PublicKey(data[1:])}, nil
}

// --- 2. to 4. The proof, the checkpoint, the path to the root --------------------------------------

func verifyProof(proof, opening string, key *logKey) error {
	head, checkpoint, found := strings.Cut(proof, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("no proof of this form")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		extra, err := decode64(strings.TrimPrefix(lines[0], "extra "), -1)
		if err != nil || len(extra) == 0 || len(extra) > 65536 {
			return errors.New("what is added is not what may be")
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || len(lines) > 64 || !strings.HasPrefix(lines[0], "index ") {
		return errors.New("the proof has no index, or too many lines")
	}
	index, err := readNumber(strings.TrimPrefix(lines[0], "index "))
	if err != nil {
		return err
	}
	path := [][]byte{}
	for _, line := range lines[1:] {
		sibling, err := decode64(line, 32)
		if err != nil {
			return err
		}
		path = append(path, sibling)
	}
	size, root, err := verifyCheckpoint(checkpoint, key)
	if err != nil {
		return err
	}
	if index >= size {
		return errors.New("the entry would stand behind the log's end")
	}
	entry := sha256.Sum256([]byte(opening))
	return verifyPath(path, entry[:], index, size, root)
}

func verifyCheckpoint(note string, key *logKey) (uint64, []byte, error) {
	at := strings.LastIndex(note, "\n\n")
	if at < 0 || !strings.HasSuffix(note, "\n") {
		return 0, nil, errors.New("no signed note")
	}
	text, signatures := note[:at+1], strings.TrimSuffix(note[at+2:], "\n")
	signed := false
	for _, line := range strings.Split(signatures, "\n") {
		name, encoded, found := strings.Cut(strings.TrimPrefix(line, "— "), " ")
		value, err := decode64(encoded, -1)
		if !strings.HasPrefix(line, "— ") || !found || err != nil || len(value) < 5 {
			return 0, nil, errors.New("a line of the note is no signature")
		}
		if name != key.name || !bytes.Equal(value[:4], key.id) {
			continue
		}
		if len(value) != 68 || !ed25519.Verify(key.public, []byte(text), value[4:]) {
			return 0, nil, errors.New("the log's signature does not hold")
		}
		signed = true
	}
	if !signed {
		return 0, nil, errors.New("the log has not signed the checkpoint")
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) < 3 || lines[0] != key.name {
		return 0, nil, errors.New("the checkpoint is of another log")
	}
	for _, line := range lines {
		if line == "" {
			return 0, nil, errors.New("the checkpoint has an empty line")
		}
	}
	size, err := readNumber(lines[1])
	if err != nil {
		return 0, nil, err
	}
	root, err := decode64(lines[2], 32)
	return size, root, err
}

func node(prefix byte, parts ...[]byte) []byte {
	sum := sha256.Sum256(append([]byte{prefix}, bytes.Join(parts, nil)...))
	return sum[:]
}

func verifyPath(path [][]byte, entry []byte, index, size uint64, root []byte) error {
	i, last, hash := index, size-1, node(0, entry)
	for _, sibling := range path {
		if last == 0 {
			return errors.New("the path is too long")
		}
		if i%2 == 1 || i == last {
			hash = node(1, sibling, hash)
			for i%2 == 0 && i != 0 {
				i, last = i/2, last/2
			}
		} else {
			hash = node(1, hash, sibling)
		}
		i, last = i/2, last/2
	}
	if last != 0 || !bytes.Equal(hash, root) {
		return errors.New("the path does not lead to the root")
	}
	return nil
}

// --- 5. The codes ----------------------------------------------------------------------------------

var outcomes = map[string]bool{
	"action_required": true, "information_required": true, "consultation_required": true,
	"prepared": true, "replaced": true, "out_of_scope": true,
}

// verifyCodes sees that the opening is that of the codes, and that these fit together; it gives them, and the
// commitments to what is sealed.
func verifyCodes(opening, text string) (object, map[string]string, error) {
	found, err := readObject([]byte(opening), "schema", "kind", "id", "content", "parts", "salt")
	if err != nil {
		return nil, nil, err
	}
	codes, err := readObject([]byte(text))
	if err != nil {
		return nil, nil, err
	}
	id, err := readText(codes["id"])
	if err != nil {
		return nil, nil, err
	}
	expected := map[string]string{
		"schema": "tejun/entry/1", "kind": "decision", "id": id, "content": digest([]byte(text)),
	}
	for name, value := range expected {
		if text, err := readText(found[name]); err != nil || text != value {
			return nil, nil, fmt.Errorf("the entry is of another decision: %s", name)
		}
	}
	if salt, err := readText(found["salt"]); err != nil || !saltForm.MatchString(salt) {
		return nil, nil, errors.New("the opening has no salt")
	}
	parts, err := readObject(found["parts"], "decision", "input", "row")
	if err != nil {
		return nil, nil, err
	}
	commitments := map[string]string{}
	for name, value := range parts {
		if commitments[name], err = readText(value); err != nil || !digestForm.MatchString(commitments[name]) {
			return nil, nil, fmt.Errorf("the opening has no commitment to the %s", name)
		}
	}
	schema, err := readText(codes["schema"])
	if err != nil || schema != "tejun/decision-codes/1" {
		return nil, nil, errors.New("no codes of this form")
	}
	outcome, err := readText(codes["outcome"])
	if err != nil || !outcomes[outcome] {
		return nil, nil, errors.New("no outcome that there is")
	}
	if err := verifyMoments(codes); err != nil {
		return nil, nil, err
	}
	return codes, commitments, verifySummary(codes)
}

// verifyMoments sees that the day and the moment of the decision are such, and nothing else.
func verifyMoments(codes object) error {
	for name, form := range map[string]string{"as_of": "2006-01-02", "decided_at": "2006-01-02T15:04:05.000Z"} {
		text, err := readText(codes[name])
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		at, err := time.Parse(form, text)
		if err != nil || at.Format(form) != text || at.Year() < 1 {
			return fmt.Errorf("%s is not written as a decision has it", name)
		}
	}
	return nil
}

func verifySummary(codes object) error {
	var findings []object
	var summary map[string]int
	if json.Unmarshal(codes["findings"], &findings) != nil || json.Unmarshal(codes["summary"], &summary) != nil {
		return errors.New("the codes have no findings or no summary")
	}
	for _, finding := range findings {
		status, err := readText(finding["status"])
		if err != nil {
			return err
		}
		summary[status]--
	}
	for status, left := range summary {
		if left != 0 {
			return fmt.Errorf("the summary counts %s otherwise", status)
		}
	}
	return nil
}

func verifyBundle(named, decided json.RawMessage, archive []byte) error {
	ours, err := readObject(named, "digest", "revision")
	if err != nil {
		return err
	}
	theirs, err := readObject(decided)
	if err != nil {
		return err
	}
	for _, name := range []string{"digest", "revision"} {
		one, err := readText(ours[name])
		other, problem := readText(theirs[name])
		if err != nil || problem != nil || one != other {
			return errors.New("the receipt names another bundle than the codes")
		}
		if !digestForm.MatchString(one) {
			return fmt.Errorf("the bundle's %s is no digest", name)
		}
	}
	if archive == nil {
		return nil
	}
	if expected, _ := readText(ours["digest"]); digest(archive) != expected {
		return errors.New("the archive is not the one that decided")
	}
	return nil
}

// --- 6. The decision -------------------------------------------------------------------------------

// openPart gives the text of a part, once it is what was committed to.
func openPart(data json.RawMessage, name string, id json.RawMessage, commitment string) (string, error) {
	part, err := readObject(data, "document", "salt")
	if err != nil {
		return "", err
	}
	text, err := readText(part["document"])
	if err != nil {
		return "", err
	}
	salt, err := readText(part["salt"])
	if err != nil || !saltForm.MatchString(salt) {
		return "", fmt.Errorf("the %s has no salt", name)
	}
	statement := fmt.Sprintf(
		`{"content":"%s","id":%s,"part":"%s","salt":"%s","schema":"tejun/sealed-part/1"}`,
		digest([]byte(text)), id, name, salt,
	)
	if digest([]byte(statement)) != commitment {
		return "", fmt.Errorf("the %s is not what was committed to", name)
	}
	return text, nil
}

func verifyDecision(data json.RawMessage, codesText string, codes object, commitment string) (object, error) {
	text, err := openPart(data, "decision", codes["id"], commitment)
	if err != nil {
		return nil, err
	}
	decision, err := readObject([]byte(text))
	if err != nil {
		return nil, err
	}
	made, err := codesOf(decision)
	if err != nil {
		return nil, err
	}
	if made != codesText {
		return nil, errors.New("the decision has other codes")
	}
	return decision, verifyResult(decision)
}

var kinds = map[string]bool{"institution": true, "person": true, "supporter": true, "measure": true, "indicator": true}

// codesOf writes the codes of a decision.
func codesOf(decision object) (string, error) {
	numbered, counts := map[string]string{"application": "application"}, map[string]int{}
	number := func(subject string) string {
		if _, known := numbered[subject]; !known {
			kind, _, found := strings.Cut(subject, ":")
			if !found || !kinds[kind] {
				kind = "other"
			}
			counts[kind]++
			numbered[subject] = fmt.Sprintf("%s:#%d", kind, counts[kind])
		}
		return numbered[subject]
	}
	keys := map[string][]string{
		"findings":   {"enforcement", "layer", "reason", "requirement", "status"},
		"indicators": {"requirement"},
	}
	lines := map[string]string{}
	for _, name := range []string{"findings", "indicators"} {
		var entries []object
		if json.Unmarshal(decision[name], &entries) != nil {
			return "", fmt.Errorf("the decision has no %s", name)
		}
		written := []string{}
		for _, entry := range entries {
			subject, err := readText(entry["subject"])
			if err != nil {
				return "", err
			}
			members := []string{}
			for _, key := range keys[name] {
				members = append(members, fmt.Sprintf(`"%s":%s`, key, entry[key]))
			}
			members = append(members, fmt.Sprintf(`"subject":"%s"`, number(subject)))
			written = append(written, "{"+strings.Join(members, ",")+"}")
		}
		lines[name] = "[" + strings.Join(written, ",") + "]"
	}
	members := []string{}
	for _, key := range []string{
		"as_of", "base", "bundle", "decided_at", "edition", "engine", "findings", "id", "indicators",
		"mode", "outcome", "program", "schema", "summary",
	} {
		value := string(decision[key])
		if line, coded := lines[key]; coded {
			value = line
		} else if key == "schema" {
			value = `"tejun/decision-codes/1"`
		}
		members = append(members, fmt.Sprintf(`"%s":%s`, key, value))
	}
	return "{" + strings.Join(members, ",") + "}", nil
}

func verifyResult(decision object) error {
	result := fmt.Sprintf(
		`{"edition":{"base":%s,"edition":%s,"program":%s},"findings":%s,"indicators":%s,"outcome":%s,"schema":"tejun/result/1"}`,
		decision["base"], decision["edition"], decision["program"],
		decision["findings"], decision["indicators"], decision["outcome"],
	)
	digests, err := readObject(decision["digests"])
	if err != nil {
		return err
	}
	if expected, err := readText(digests["result"]); err != nil || digest([]byte(result)) != expected {
		return errors.New("the decision's findings are not those that it has the digest of")
	}
	if input, err := readText(digests["input"]); err != nil || !digestForm.MatchString(input) {
		return errors.New("the decision has no digest of its input")
	}
	return nil
}

// --- 7. The input ----------------------------------------------------------------------------------

func verifyInput(data json.RawMessage, decision object, commitment string) error {
	text, err := openPart(data, "input", decision["id"], commitment)
	if err != nil {
		return err
	}
	document, err := readObject([]byte(text))
	if err != nil {
		return err
	}
	digests, err := readObject(decision["digests"])
	if err != nil {
		return err
	}
	for name, found := range map[string]string{"input": digest([]byte(text)), "facts": digest(document["facts"])} {
		if expected, err := readText(digests[name]); err != nil || expected != found {
			return fmt.Errorf("the input is another than the decision's: %s", name)
		}
	}
	facts, err := readObject(document["facts"])
	if err != nil {
		return err
	}
	theirs, err := readObject(facts["application"])
	if err != nil {
		return err
	}
	ours, err := readObject(decision["application"])
	if err != nil {
		return err
	}
	same := bytes.Equal(document["as_of"], decision["as_of"]) && bytes.Equal(document["mode"], decision["mode"]) &&
		bytes.Equal(theirs["id"], ours["id"]) && bytes.Equal(theirs["title"], ours["title"])
	if !same {
		return errors.New("the decision names another day, mode or application than its input")
	}
	return nil
}
