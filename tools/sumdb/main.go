// Holds a log that was written to a folder (c2sp.org/tlog-tiles), or a proof of one entry (c2sp.org/tlog-proof), to what
// golang.org/x/mod's packages for Go's checksum database make of them: it shares no code with tejun.
//
//	sumdb version
//	sumdb log KEY FOLDER [EARLIER]    every entry is in the tree that KEY signed, which goes on from the EARLIER checkpoint
//	sumdb proof KEY FILE              the entry on standard input is in the tree that KEY signed, by the FILE
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "version":
		return printVersion()
	case (len(args) == 3 || len(args) == 4) && args[0] == "log":
		return checkLog(args[1], args[2], args[3:])
	case len(args) == 3 && args[0] == "proof":
		return checkProof(args[1], args[2])
	}
	return errors.New("usage: sumdb version | log KEY FOLDER [EARLIER] | proof KEY FILE")
}

func printVersion() error {
	info, ok := debug.ReadBuildInfo()
	if !ok || len(info.Deps) == 0 {
		return errors.New("built without its dependencies' versions")
	}
	for _, module := range info.Deps {
		if module.Path == "golang.org/x/mod" {
			fmt.Println("Version:", module.Version)
		}
	}
	return nil
}

// readCheckpoint opens the signed note and reads the tree in it: origin, size and root, each in a line of its own.
func readCheckpoint(key string, data []byte) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("checkpoint of another log: %q", opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func checkLog(key, folder string, earlier []string) error {
	data, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return err
	}
	tree, err := readCheckpoint(key, data)
	if err != nil {
		return err
	}
	hashes := tlog.TileHashReader(tree, reader(folder))
	if err := checkEntries(tree, folder, hashes); err != nil {
		return err
	}
	for _, name := range earlier {
		if err := checkEarlier(key, name, tree, hashes); err != nil {
			return err
		}
	}
	fmt.Println(tree.N, tree.Hash)
	return nil
}

func checkEntries(tree tlog.Tree, folder string, hashes tlog.HashReader) error {
	for start := int64(0); start < tree.N; start += 1 << height {
		width := min(tree.N-start, 1<<height)
		bundle := tlog.Tile{H: height, L: -1, N: start >> height, W: int(width)}
		data, err := os.ReadFile(filepath.Join(folder, path(bundle)))
		if err != nil {
			return err
		}
		for index := start; index < start+width; index++ {
			var entry []byte
			if entry, data, err = cutEntry(data); err != nil {
				return err
			}
			proof, err := tlog.ProveRecord(tree.N, index, hashes)
			if err != nil {
				return err
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
		}
		if len(data) > 0 {
			return fmt.Errorf("%s: %d bytes too many", path(bundle), len(data))
		}
	}
	return nil
}

// cutEntry takes the first entry of a bundle: its length in two bytes, then its bytes.
func cutEntry(data []byte) (entry, rest []byte, err error) {
	if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
		return nil, nil, errors.New("a bundle of entries ends too soon")
	}
	end := 2 + int(binary.BigEndian.Uint16(data))
	return data[2:end], data[end:], nil
}

func checkEarlier(key, name string, tree tlog.Tree, hashes tlog.HashReader) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	before, err := readCheckpoint(key, data)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, before.N, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash)
}

// reader reads tiles from the files of a folder.
type reader string

func (reader) Height() int { return height }

func (folder reader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(folder), path(tile)))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func (reader) SaveTiles([]tlog.Tile, [][]byte) {}

// path is that of Go's tiles without their height, and `entries` where Go's have `data`.
func path(tile tlog.Tile) string {
	named := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return filepath.Join("tile", strings.Replace(named, "data/", "entries/", 1))
}

func checkProof(key, name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	entry, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	head, checkpoint, ok := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !ok || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("no proof of an entry")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(hash) != tlog.HashSize {
			return fmt.Errorf("no hash: %q", line)
		}
		proof = append(proof, tlog.Hash(hash))
	}
	tree, err := readCheckpoint(key, checkpoint)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
		return err
	}
	fmt.Println(index, tree.N, tree.Hash)
	return nil
}
