Dim doc As Object
Dim place As String

Sub Main
  On Error GoTo Failed
  Jobs
  Say "done"
  StarDesktop.terminate
  Exit Sub
Failed:
  Say place & ": " & Error$
  StarDesktop.terminate
End Sub

Sub Say(said As String)
  Dim files As Object, writer As Object
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  writer = createUnoService("com.sun.star.io.TextOutputStream")
  writer.setOutputStream(files.openFileWrite("REPORT"))
  writer.setEncoding("UTF-8")
  writer.writeString(said)
  writer.closeOutput
End Sub

Sub Begin(url As String)
  Dim options(0) As New com.sun.star.beans.PropertyValue
  place = url
  options(0).Name = "Hidden"
  options(0).Value = True
  doc = StarDesktop.loadComponentFromURL(url, "_blank", 0, options)
End Sub

Sub Finish(url As String)
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "FilterName"
  options(0).Value = "MS Word 2007 XML"
  doc.storeToURL(url, options)
  doc.close(True)
End Sub

' The first place that says these words, body, tables, headers and text boxes alike.
Function Found(words As String) As Object
  Dim search As Object
  search = doc.createSearchDescriptor()
  search.SearchString = words
  search.SearchCaseSensitive = True
  Found = doc.findFirst(search)
  If IsNull(Found) Then Error 1000
End Function

' Search and replace, everywhere.
Sub ReplaceAll(words As String, other As String)
  Dim search As Object
  search = doc.createReplaceDescriptor()
  search.SearchString = words
  search.ReplaceString = other
  search.SearchCaseSensitive = True
  If doc.replaceAll(search) = 0 Then Error 1000
End Sub

' Select the words and type others.
Sub Overwrite(words As String, other As String)
  Found(words).setString(other)
End Sub

' Type behind the words.
Sub TypeAfter(words As String, other As String)
  Found(words).getEnd().setString(other)
End Sub

' A new paragraph behind that of the words.
Sub NewParagraph(words As String, other As String)
  Dim cursor As Object, body As Object
  body = Found(words).getText()
  cursor = body.createTextCursorByRange(Found(words))
  cursor.gotoEndOfParagraph(False)
  body.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  body.insertString(cursor, other, False)
End Sub

Sub Hide(words As String)
  Found(words).CharHidden = True
End Sub

Sub TrackChanges
  doc.RecordChanges = True
End Sub

' Delete every paragraph and table of the body from the one that is the first words up to the one that is the second.
Sub DeleteFrom(words As String, till As String)
  DeleteBlocks words, till, True
End Sub

' The same, but the first of them stays.
Sub DeleteBehind(words As String, till As String)
  DeleteBlocks words, till, False
End Sub

Sub DeleteBlocks(words As String, till As String, first As Boolean)
  Dim all As Object, block As Object, gone(1000) As Object, number As Integer, inside As Boolean, ended As Boolean
  all = doc.Text.createEnumeration()
  Do While all.hasMoreElements() And Not ended
    block = all.nextElement()
    If block.supportsService("com.sun.star.text.Paragraph") Then
      If inside And block.String = till Then
        ended = True
      ElseIf block.String = words Then
        inside = True
        If first Then
          gone(number) = block
          number = number + 1
        End If
      ElseIf inside Then
        gone(number) = block
        number = number + 1
      End If
    ElseIf inside Then
      gone(number) = block
      number = number + 1
    End If
  Loop
  If number = 0 Or Not ended Then Error 1000
  Dim position As Integer
  For position = 0 To number - 1
    If gone(position).supportsService("com.sun.star.text.Paragraph") Then
      doc.Text.removeTextContent(gone(position))
    Else
      gone(position).dispose()
    End If
  Next
End Sub

' Delete as by selecting from the words to the end of the paragraph of the second words, and pressing Delete.
Sub DeleteSelected(words As String, till As String)
  Dim cursor As Object, final As Object
  cursor = doc.Text.createTextCursorByRange(Found(words).getStart())
  final = doc.Text.createTextCursorByRange(Found(till))
  final.gotoEndOfParagraph(False)
  cursor.gotoRange(final, True)
  cursor.setString("")
End Sub

Sub Jobs
JOBS
End Sub
